package chancery.appview.script;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.IndexSchema;
import chancery.appview.job.JobLibrary;
import chancery.appview.job.Jobs;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.query.RecordQueries;
import chancery.appview.record.RoutedWriters;
import chancery.appview.script.db.DbLibrary;
import chancery.appview.script.library.Attestation;
import chancery.appview.script.library.HttpLibrary;
import chancery.appview.script.library.IdentityLibrary;
import chancery.appview.script.library.JsonLibrary;
import chancery.appview.script.library.LabelLibrary;
import chancery.appview.script.library.SignatureLibrary;
import chancery.appview.script.library.SpacesLibrary;
import chancery.appview.script.library.TidLibrary;
import chancery.appview.script.library.UtilityLibrary;
import chancery.appview.script.library.XrpcLibrary;
import chancery.appview.script.record.RecordKit;
import chancery.appview.script.record.RecordLibrary;
import chancery.appview.script.stream.RecordStreams;
import chancery.appview.script.stream.StreamLibrary;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.TidClock;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.memory.MemoryStore;
import chancery.store.memory.MemoryTables;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The page of the guide about functions of scripts is written from their declarations: run with
/// `-Ddocs=write`.
final class LuaPageTest {
    private static final String BEGIN = "<!-- functions: written by LuaPageTest -->\n";
    private static final String END = "<!-- end of functions -->\n";

    private final InstantSource clock = InstantSource.system();
    private final SplittableRandom random = new SplittableRandom(1);
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final RecordKit records = new RecordKit();
    private final MemoryTables tables = new MemoryTables(IndexSchema.SCHEMA);

    @Test
    void pageListsEveryFunction() throws IOException {
        Path page =
                Path.of(System.getProperty("project.root", ".."))
                        .resolve("docs/guide/reference/lua.md");
        String text = Files.readString(page);
        String head = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        String tail = text.substring(text.indexOf(END));

        String wanted = head + functions() + tail;

        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(page, wanted);
        }
        assertThat(text).as("run with -Ddocs=write").isEqualTo(wanted);
    }

    private String functions() {
        StringBuilder page = new StringBuilder();
        String section = "";
        for (HostFunction function : declared()) {
            String part = part(function.name());
            if (!part.equals(section)) {
                page.append("\n## ").append(part).append('\n');
                section = part;
            }
            describe(page, function);
        }
        return page.append('\n').toString();
    }

    private static String part(String name) {
        int end = 0;
        while (end < name.length() && ".:".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        boolean alone = end == name.length() && Character.isLowerCase(name.charAt(0));
        return alone ? "Utilities" : "`" + name.substring(0, end) + "`";
    }

    private static void describe(StringBuilder page, HostFunction function) {
        page.append("\n### `").append(function.signature()).append("`\n\n");
        page.append(function.purpose()).append(" Answers ").append(function.answer()).append(".\n");
        if (!function.parameters().isEmpty()) {
            page.append('\n');
        }
        for (Parameter parameter : function.parameters()) {
            boolean optional = parameter.presence() == Parameter.Presence.OPTIONAL;
            page.append("- `").append(parameter.name()).append("`: ");
            page.append(parameter.type().description()).append(optional ? ", optional; " : "; ");
            page.append(parameter.meaning()).append('\n');
        }
    }

    private List<HostFunction> declared() {
        List<HostFunction> functions = new ArrayList<>();
        for (HostLibrary library : libraries()) {
            functions.addAll(library.functions());
            functions.addAll(library.methods());
        }
        return functions;
    }

    private List<HostLibrary> libraries() {
        AppViewLimits limits = AppViewLimits.STANDARD;
        Sealer sealer = new Sealer(MasterKey.of(new byte[MasterKey.BYTES]), List.of(), random);
        Attestation attestation = new Attestation(store, sealer, random, "key", "type");
        Jobs jobs = new Jobs(store, clock, random, limits.jobs());
        return List.of(
                new UtilityLibrary(clock, _ -> {}),
                new TidLibrary(new TidClock(() -> 0, 0)),
                new JsonLibrary(),
                new DbLibrary(new RecordQueries(tables, "sqlite", limits.queries()), () -> {}),
                records(),
                new XrpcLibrary(() -> (_, _, _, _) -> nothing(), limits.scripts()),
                new HttpLibrary(
                        _ -> {
                            throw new FetchException("nobody is there");
                        },
                        limits.scripts()),
                new StreamLibrary(
                        _ -> new RecordStreams.Answer.Done("{}"),
                        () -> {},
                        AppViewLimits.Streaming.STANDARD),
                new IdentityLibrary(_ -> Optional.empty(), writers()),
                new LabelLibrary(tables, () -> {}, clock),
                new SignatureLibrary(attestation),
                new SpacesLibrary(),
                new JobLibrary(jobs, limits.jobs()));
    }

    private static MethodCalls.Answer nothing() {
        return new MethodCalls.Answer(200, "{}");
    }

    private RoutedWriters writers() {
        return new RoutedWriters(records.repositories, records.elsewhere, _ -> {}, clock);
    }

    private RecordLibrary records() {
        return new RecordLibrary(
                new RecordLibrary.Sources(records.repositories, tables, () -> {}, records.registry),
                new RecordLibrary.Sinks(writers(), _ -> {}, (_, _) -> {}),
                () -> new TidClock(() -> 0, 0).next(),
                clock);
    }
}
