package chancery.server.appview;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.script.stream.RecordStreams.Action;
import chancery.appview.script.stream.RecordStreams.Answer;
import chancery.appview.script.stream.RecordStreams.Request;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.column.ColumnLimits;
import chancery.store.memory.MemoryColumnFiles;
import chancery.store.memory.MemoryStore;
import chancery.streams.Streams;
import chancery.streams.StreamsConfig;
import chancery.streams.StreamsPorts;
import chancery.streams.access.Acl;
import chancery.streams.access.Capability;
import chancery.streams.indexed.IndexedRecords;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.SpaceId;
import chancery.streams.stream.Template;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// What scripts may do with streams, by what the operator grants.
final class ScriptStreamsTest {
    private static final ProjectName DEV = new ProjectName("dev");
    private static final ProjectName LAB = new ProjectName("lab");
    private static final Set<ProjectName> PROJECTS = Set.of(DEV, LAB);
    private static final List<Capability> ALL = Capability.all(Set.of(DEV));
    private static final String READING =
            "{'items':[{'space':'demo','externalId':'r1','sources':[{'source':{'space':'demo',"
                    + "'externalId':'reading'},'properties':{'sensor':'hall','value':21.5}}]}]}";

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Streams streams = open();

    private Streams open() {
        Random random = new Random(1);
        Streams open =
                new Streams(
                        new StreamsConfig(
                                PROJECTS,
                                Set.of(),
                                Template.STANDARD,
                                List.of(),
                                List.of(),
                                List.of(),
                                0),
                        StreamsLimits.STANDARD,
                        new StreamsPorts(
                                store,
                                new Sealer(MasterKey.of(new byte[32]), List.of(), random),
                                InstantSource.system(),
                                System::nanoTime,
                                random,
                                IndexedRecords.none(),
                                new MemoryColumnFiles(ColumnLimits.DEFAULT)));
        open.declareDevelopment(DEV);
        return open;
    }

    @AfterEach
    void close() {
        streams.close();
        store.close();
    }

    private Answer call(List<Capability> granted, Action action, String json) {
        return call(granted, new Request(action, Optional.empty(), "events", json));
    }

    private Answer call(List<Capability> granted, Request request) {
        Request quoted =
                new Request(
                        request.action(),
                        request.project(),
                        request.stream(),
                        request.json().replace('\'', '"'));
        return new ScriptStreams(() -> Optional.of(streams), PROJECTS, granted).call(quoted);
    }

    private static List<Capability> records(Set<Acl.Action> actions, String space) {
        return List.of(
                new Capability(
                        Acl.STREAM_RECORDS,
                        actions,
                        Optional.of(Set.of(new SpaceId(space))),
                        Optional.of(Set.of(DEV))),
                new Capability(
                        Acl.DATA_MODELS,
                        Set.of(Acl.Action.READ),
                        Optional.empty(),
                        Optional.of(Set.of(DEV))));
    }

    @Test
    void upsertsFiltersAndAggregates() {
        assertThat(call(ALL, Action.UPSERT, READING)).isEqualTo(new Answer.Done("{}"));

        assertThat(call(ALL, Action.FILTER, "{}").toString()).contains("\"externalId\":\"r1\"");
        assertThat(call(ALL, Action.AGGREGATE, "{'aggregates':{'n':{'count':{}}}}"))
                .isEqualTo(new Answer.Done("{\"aggregates\":{\"n\":{\"count\":1}}}"));
    }

    @Test
    void checkStoresNothingAndRefusesWhatAnUpsertWould() {
        assertThat(call(ALL, Action.CHECK, READING)).isEqualTo(new Answer.Done("{}"));
        assertThat(call(ALL, Action.CHECK, READING.replace("21.5", "'warm'")))
                .isEqualTo(call(ALL, Action.UPSERT, READING.replace("21.5", "'warm'")))
                .isInstanceOf(Answer.Refused.class);

        assertThat(call(ALL, Action.FILTER, "{}")).isEqualTo(new Answer.Done("{\"items\":[]}"));
    }

    @Test
    void nothingIsGrantedUnlessSomebodyDoes() {
        assertThat(call(List.of(), Action.FILTER, "{}"))
                .isEqualTo(
                        new Answer.Refused(
                                "scripts may not use streams: streams.scripts grants nothing"));
    }

    @Test
    void keepsToTheSpacesThatAreGranted() {
        List<Capability> elsewhere = records(Set.of(Acl.Action.WRITE), "other");

        assertThat(call(elsewhere, Action.UPSERT, READING))
                .isEqualTo(new Answer.Refused("The capability does not reach the space demo"));
        assertThat(call(elsewhere, Action.FILTER, "{}"))
                .isEqualTo(
                        new Answer.Refused(
                                "Missing capability: streamRecordsAcl READ in project dev"));
    }

    @Test
    void keepsToTheProjectsThatAreGranted() {
        Request lab = new Request(Action.FILTER, Optional.of("lab"), "events", "{}");

        assertThat(call(ALL, lab)).isEqualTo(new Answer.Refused("No access to the project lab"));
        assertThat(call(Capability.all(PROJECTS), lab))
                .isEqualTo(new Answer.Refused("Stream not found: events"));
    }

    @Test
    void severalProjectsHaveToBeNamed() {
        assertThat(call(Capability.all(PROJECTS), Action.FILTER, "{}"))
                .isEqualTo(new Answer.Refused("scripts may use several projects: name one"));
    }
}
