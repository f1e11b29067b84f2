package chancery.bench.appview;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.query.ListRequest;
import chancery.appview.query.RecordList;
import chancery.appview.query.RecordOrder;
import chancery.appview.query.RecordQueries;
import chancery.appview.query.StoredRecord;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptOutcome;
import chancery.atproto.syntax.Nsid;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Lists of 20 records out of so many, single records, and the same by a script.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsAppend = {"-Xmx1g", "--enable-native-access=ALL-UNNAMED"})
public class RecordQueriesBench {
    private static final int PAGE = 20;

    @Param({"1000", "1000000"})
    private int records;

    private Optional<Served> served = Optional.empty();
    private int next;

    @Setup
    public void fill() {
        served = Optional.of(new Served(records));
    }

    @TearDown
    public void close() {
        served.orElseThrow().close();
    }

    private RecordQueries queries() {
        return served.orElseThrow().queries();
    }

    @Benchmark
    public RecordList newest() {
        return queries().list(ListRequest.of(IndexedRecords.COLLECTION, PAGE));
    }

    @Benchmark
    public RecordList touched() {
        return queries()
                .list(ListRequest.of(IndexedRecords.COLLECTION, PAGE).in(RecordOrder.TOUCHED));
    }

    @Benchmark
    public RecordList ofOneAccount() {
        next++;
        return queries()
                .list(
                        ListRequest.of(IndexedRecords.COLLECTION, PAGE)
                                .by(Optional.of(IndexedRecords.did(next))));
    }

    @Benchmark
    public RecordList touchedOfOneAccount() {
        next++;
        return queries()
                .list(
                        ListRequest.of(IndexedRecords.COLLECTION, PAGE)
                                .in(RecordOrder.TOUCHED)
                                .by(Optional.of(IndexedRecords.did(next))));
    }

    @Benchmark
    public Optional<StoredRecord> one() {
        next++;
        return queries().get(IndexedRecords.uri((int) (((next * 2_654_435_761L) >>> 8) % records)));
    }

    @Benchmark
    public ScriptOutcome scripted() {
        Occasion occasion =
                new Occasion.Query(
                        Nsid.parse("xyz.statusphere.listStatuses"),
                        Json.Members.builder().put("limit", PAGE).build(),
                        new AppCaller.Anonymous(),
                        Optional.of(Nsid.parse(IndexedRecords.COLLECTION)));
        return served.orElseThrow().run(occasion);
    }
}
