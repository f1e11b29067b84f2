package chancery.streams;

import chancery.store.KeyValue;
import chancery.streams.name.ProjectName;
import chancery.streams.project.Projects;
import chancery.streams.stream.Stream;
import chancery.streams.truth.StreamProof;

import java.util.ArrayList;
import java.util.List;

/// Proves the records of all streams of a store that no server runs on.
public final class StreamsVerification {
    private StreamsVerification() {}

    /// What was found.
    ///
    /// @param records how many were looked at
    public record Finding(long records, List<String> faults) {
        public Finding {
            faults = List.copyOf(faults);
        }
    }

    public static Finding run(KeyValue store) {
        Projects projects = new Projects(store);
        long records = 0;
        List<String> faults = new ArrayList<>();
        for (ProjectName project : projects.names()) {
            for (Stream stream : projects.get(project).streams().values()) {
                StreamProof.Result result = StreamProof.run(store, project, stream);
                records += result.records();
                faults.addAll(result.faults());
            }
        }
        return new Finding(records, faults);
    }
}
