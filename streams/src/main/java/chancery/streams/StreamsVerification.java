package chancery.streams;

import chancery.store.KeyValue;
import chancery.store.column.ColumnFiles;
import chancery.store.column.Columns;
import chancery.store.column.ColumnsBrokenException;
import chancery.streams.name.ProjectName;
import chancery.streams.project.Projects;
import chancery.streams.stream.Stream;
import chancery.streams.truth.StreamProof;
import chancery.streams.truth.StreamTruth;
import chancery.streams.view.ViewProof;

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

    /// Compares the view of each stream with its records; what is not in the view yet is no fault.
    public static Finding view(KeyValue store, ColumnFiles files) {
        Projects projects = new Projects(store);
        long rows = 0;
        List<String> faults = new ArrayList<>();
        try (Columns columns = files.open()) {
            for (ProjectName project : projects.names()) {
                for (Stream stream : projects.get(project).streams().values()) {
                    StreamTruth truth = new StreamTruth(store, project, stream);
                    ViewProof.Result result = ViewProof.run(truth, columns);
                    rows += result.rows();
                    faults.addAll(result.faults());
                }
            }
        } catch (ColumnsBrokenException broken) {
            faults.add("the view is damaged; a start of the server fills it again");
        }
        return new Finding(rows, faults);
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
