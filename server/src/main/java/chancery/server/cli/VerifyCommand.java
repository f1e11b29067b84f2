package chancery.server.cli;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.server.StartException;
import chancery.server.Verification;
import chancery.server.config.ConfigException;
import chancery.server.config.Environment;
import chancery.server.config.StoreConfig;
import chancery.server.verify.Report;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// Proves a store.
@Command(
        name = "verify",
        sortOptions = false,
        description = {
            "Checks every signature, tree and event of a store; exit code 1 when there is a fault.",
            "The server on this store must be stopped. The master key is the one beside the data,",
            "or comes as for 'serve': STORE_MASTER_KEY, STORE_MASTER_KEY_FILE, or systemd.",
            ""
        })
final class VerifyCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the store.")
    private Path data = Path.of(".");

    @Option(names = "--json", description = "Prints one JSON object instead of lines.")
    private boolean json;

    @Override
    public Integer call() {
        List<Report> reports;
        try {
            StoreConfig store = StoreConfig.of(data.toString(), Environment.ofProcess());
            reports = Verification.run(store, Running::fatal);
        } catch (ConfigException e) {
            e.faults().forEach(fault -> System.err.println("chancery: " + fault));
            return ExitCode.CONFIG;
        } catch (StartException e) {
            System.err.println("chancery: " + e.getMessage());
            return ExitCode.FAULT;
        }
        boolean sound = reports.stream().allMatch(report -> report.faults().isEmpty());
        if (json) {
            System.out.println(asJson(reports, sound));
        } else {
            reports.stream().flatMap(r -> r.lines().stream()).forEach(System.out::println);
            System.out.println(sound ? "sound" : "FAULTY");
        }
        return sound ? ExitCode.OK : ExitCode.FAULT;
    }

    private static String asJson(List<Report> reports, boolean sound) {
        List<Value> checks = reports.stream().<Value>map(Report::value).toList();
        Value.Map body = Value.Map.builder().put("sound", sound).put("checks", checks).build();
        return new String(DagJson.write(body), StandardCharsets.UTF_8);
    }
}
