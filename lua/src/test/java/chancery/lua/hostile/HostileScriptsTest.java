package chancery.lua.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.lua.hostile.Victim.Scarce;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Each hostile script ends as it must, soon after its budget is used up and within the memory that
/// it was given and a tenth: the process has no room for more.
class HostileScriptsTest {
    private static final String SCRIPTS = "scripts.lua";
    private static final String ESCAPES = "escapes.lua";

    /// The budget of 8 MiB and a tenth, 2 MiB that the machine and this test hold by themselves,
    /// and room for the collector to work in.
    private static final String HEAP = "-Xmx16m";

    private static final List<String> JAVA =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    HEAP,
                    "-Xmn6m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"));

    /// CPU time past a budget of time. For all the steps of a budget of steps twice as much, for
    /// that is the script's own work as well.
    private static final int CPU_MILLIS = 250;

    /// A script is late when it is so in each of several processes: what a machine with other work
    /// adds once is not the script's doing.
    private static final int PROCESSES = 3;

    private static final long RUN_SECONDS = 300;

    /// What a script did.
    private record Result(Attack attack, String outcome, String use, long millis, String output) {
        static Result of(Attack attack, String line) {
            String[] parts = line.split("\t", -1);
            return new Result(attack, parts[0], parts[1], Long.parseLong(parts[2]), parts[3]);
        }

        boolean expected() {
            return attack.outcomes()
                    .contains(outcome.equals("ENDS") && output.equals("safe") ? "SAFE" : outcome);
        }

        boolean expectedWithoutSteps() {
            return expected() || outcome.equals("TIME") || outcome.equals("MEMORY");
        }

        /// The state refuses further use exactly when a budget broke.
        boolean consistent() {
            return use.equals("consistent");
        }

        boolean escaped() {
            return output.contains("escaped");
        }

        /// What the budget of time allows may be used up before the rest counts, whichever budget
        /// breaks in the end.
        boolean late(long lawful, int allowed) {
            return millis - lawful > allowed;
        }
    }

    /// What scripts of a file do when they are run with the same budget in one process.
    private record Run(Scarce scarce, String file, List<Attack> attacks) {
        static Run all(Scarce scarce, String file) {
            return new Run(scarce, file, Attack.of(file));
        }

        Run again(List<Result> results) {
            return new Run(scarce, file, results.stream().map(Result::attack).toList());
        }

        List<String> command() {
            List<Attack> all = Attack.of(file);
            List<String> command = new ArrayList<>(JAVA);
            command.addAll(List.of(Victim.class.getName(), scarce.name(), file));
            attacks.forEach(attack -> command.add(String.valueOf(all.indexOf(attack))));
            return command;
        }
    }

    @Test
    void endAsTheyMustWithinTheirMemory() throws IOException, InterruptedException {
        Run run = Run.all(Scarce.STEPS, SCRIPTS);
        List<Result> results = results(run);

        assertThat(results).hasSizeGreaterThanOrEqualTo(120);
        assertThat(results.stream().filter(result -> !result.expected())).isEmpty();
        assertThat(results.stream().filter(result -> !result.consistent())).isEmpty();
        assertThat(results.stream().filter(Result::escaped)).isEmpty();
        assertThat(alwaysLate(run, results, r -> r.late(0, 2 * CPU_MILLIS))).isEmpty();
    }

    @Test
    void reachNothingOutside() throws IOException, InterruptedException {
        List<Result> results = results(Run.all(Scarce.STEPS, ESCAPES));

        assertThat(results).hasSizeGreaterThanOrEqualTo(20);
        assertThat(results.stream().filter(result -> !result.expected())).isEmpty();
        assertThat(results.stream().filter(result -> !result.consistent())).isEmpty();
    }

    @Test
    @Tag("slow")
    void seeSoonThatTheirTimeIsOver() throws IOException, InterruptedException {
        Run run = Run.all(Scarce.TIME, SCRIPTS);
        List<Result> results = results(run);

        assertThat(results.stream().filter(result -> !result.expectedWithoutSteps())).isEmpty();
        assertThat(alwaysLate(run, results, r -> r.late(Scarce.TIME.timeMillis(), CPU_MILLIS)))
                .isEmpty();
    }

    private static List<Result> alwaysLate(Run run, List<Result> results, Predicate<Result> late)
            throws IOException, InterruptedException {
        List<Result> found = results.stream().filter(late).toList();
        for (int i = 1; i < PROCESSES && !found.isEmpty(); i++) {
            found = results(run.again(found)).stream().filter(late).toList();
        }
        return found;
    }

    private static List<Result> results(Run run) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(run.command()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        Thread watch = Thread.ofVirtual().start(() -> endLate(process));
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        watch.interrupt();
        List<Attack> attacks = run.attacks();
        List<String> lines = text.lines().toList();
        assertThat(code).as(after(attacks, lines)).isZero();
        assertThat(lines).hasSameSizeAs(attacks);
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            results.add(Result.of(attacks.get(i), lines.get(i)));
        }
        return results;
    }

    private static String after(List<Attack> attacks, List<String> lines) {
        int ended = (int) lines.stream().filter(line -> line.contains("consistent\t")).count();
        String next = ended < attacks.size() ? attacks.get(ended).title() : "none";
        return ended + " scripts ended, then came: " + next + "\n" + String.join("\n", lines);
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
