package chancery.appview.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits.Running;
import chancery.atproto.syntax.AtUri;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaString;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/// How many scripts run at one time, and with how much memory.
final class SeatingTest {
    private static final String SMALL = "return 1";
    private static final String LARGE = "return #('x'):rep(3 << 20)";
    private static final String PARKED = "park() return 1";
    private static final String LARGE_PARKED = "local s = ('x'):rep(3 << 20) park() return #s";
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final CountDownLatch parked = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    private Running running(int calls, int large, int hooks) {
        return new Running(calls, large, hooks, 1, 2 << 20, 64 << 20, Duration.ZERO, 10);
    }

    private ScriptKit kit(Running running) {
        return new ScriptKit.Setup().libraries(parking()).running(running).open();
    }

    private HostLibrary parking() {
        return new HostLibrary() {
            @Override
            public List<HostFunction> functions() {
                return List.of(
                        new HostFunction(
                                "job.rest",
                                "Makes the table of jobs.",
                                List.of(),
                                "nothing",
                                call -> call.whole(1)),
                        new HostFunction(
                                "park",
                                "Waits until the test goes on.",
                                List.of(),
                                "nothing",
                                call -> {
                                    parked.countDown();
                                    return call.await(() -> awaited());
                                }));
            }
        };
    }

    private Object awaited() {
        try {
            gone.await();
            return 1L;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<String> parks(ScriptKit kit, Occasion occasion, String body)
            throws InterruptedException {
        CompletableFuture<String> answer =
                CompletableFuture.supplyAsync(() -> kit.answer(occasion, body), THREADS);
        parked.await();
        return answer;
    }

    private static Occasion hook() {
        return new Occasion.Hook(
                "create",
                AtUri.parse("at://did:plc:alice/com.example.note/1"),
                Optional.of(Json.Members.EMPTY),
                Optional.empty());
    }

    @Test
    void refusesOneScriptMoreThanMayRun() throws Exception {
        ScriptKit kit = kit(running(1, 1, 1));
        CompletableFuture<String> first = parks(kit, ScriptKit.query("{}"), PARKED);

        assertThatThrownBy(() -> kit.answer(SMALL))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        busy -> assertThat(busy.name()).isEqualTo("NotEnoughResources"));
        gone.countDown();

        assertThat(first.join()).isEqualTo("1");
        assertThat(kit.answer(SMALL)).isEqualTo("1");
    }

    @Test
    void hooksAndJobsRunBesideMethodsThatFillAllSeats() throws Exception {
        ScriptKit kit = kit(running(1, 1, 1));
        CompletableFuture<String> first = parks(kit, ScriptKit.query("{}"), PARKED);
        Occasion job =
                new Occasion.Job("1", "t", Json.Members.EMPTY, ScriptKit.procedure("{}").caller());

        assertThat(kit.answer(hook(), LARGE)).isEqualTo("3145728");
        assertThat(kit.answer(job, LARGE)).isEqualTo("3145728");
        gone.countDown();
        assertThat(first.join()).isEqualTo("1");
    }

    @Test
    void methodsRunBesideHooksThatFillAllSeats() throws Exception {
        ScriptKit kit = kit(running(1, 1, 1));
        CompletableFuture<String> first = parks(kit, hook(), LARGE_PARKED);

        assertThat(kit.answer(LARGE)).isEqualTo("3145728");
        gone.countDown();
        assertThat(first.join()).isEqualTo("3145728");
    }

    @Test
    void fewScriptsNeedMuchMemoryAtOneTime() throws Exception {
        ScriptKit kit = kit(running(8, 1, 1));
        CompletableFuture<String> first = parks(kit, ScriptKit.query("{}"), LARGE_PARKED);

        assertThat(kit.answer(SMALL)).isEqualTo("1");
        assertThatThrownBy(() -> kit.answer(LARGE))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        busy -> assertThat(busy.name()).isEqualTo("NotEnoughResources"));
        gone.countDown();

        assertThat(first.join()).isEqualTo("3145728");
        assertThat(kit.answer(LARGE)).isEqualTo("3145728");
    }

    @Test
    void smallMemoryEndsWhereItIsSaidTo() throws Exception {
        ScriptKit kit = kit(running(8, 1, 1));
        CompletableFuture<String> first = parks(kit, ScriptKit.query("{}"), LARGE_PARKED);

        assertThat(kit.answer("return #('x'):rep((2 << 20) - (100 << 10))")).isEqualTo("1994752");
        assertThatThrownBy(() -> kit.answer("return #('x'):rep(2 << 20)"))
                .isInstanceOf(Refusal.class);
        gone.countDown();
        first.join();
    }

    @Test
    void scriptsThatCallScriptsNeedOneSeat() {
        ScriptCompiler compiler = new ScriptCompiler();
        ScriptKit kit = nesting(compiler, running(1, 1, 1));

        assertThat(kit.answer("return nest('return nest(\"return 7\")')")).isEqualTo("7");
        assertThat(kit.answer("return nest(\"return #('x'):rep(3 << 20)\")")).isEqualTo("3145728");
    }

    @Test
    void scriptsThatCallScriptsShareTheirMemory() {
        BudgetLimits usual = BudgetLimits.DEFAULT;
        ScriptKit kit = nesting(new ScriptCompiler(), running(1, 1, 1));
        long half = usual.bytes() / 2;

        String alone = kit.answer("return nest(\"return #('x'):rep(40 << 20)\")");
        String beside =
                kit.answer(
                        "local s = ('x'):rep(%d) return nest(\"return #('x'):rep(40 << 20)\")"
                                .formatted(half));

        assertThat(alone).isEqualTo("41943040");
        assertThat(beside).contains("memory");
    }

    private static ScriptKit nesting(ScriptCompiler compiler, Running running) {
        ScriptKit[] kit = new ScriptKit[1];
        HostLibrary library =
                new HostLibrary() {
                    @Override
                    public List<HostFunction> functions() {
                        return List.of(
                                new HostFunction(
                                        "nest",
                                        "Runs a script.",
                                        List.of(
                                                Parameter.required(
                                                        "body",
                                                        new ParameterType.Text(4_096),
                                                        "of handle")),
                                        "its answer",
                                        call -> nested(kit[0], compiler, call)));
                    }
                };
        kit[0] = new ScriptKit.Setup().libraries(library).running(running).open();
        return kit[0];
    }

    private static Object nested(ScriptKit kit, ScriptCompiler compiler, HostCall call) {
        String source = "function handle() " + call.text(1) + " end";
        ScriptOutcome outcome =
                kit.engine()
                        .run(
                                compiler.compile("nested", source),
                                ScriptKit.query("{}"),
                                Optional.of(call.context(Run.class)));
        return outcome instanceof ScriptOutcome.Answered(String json)
                ? Long.parseLong(json)
                : LuaString.of(outcome.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "128, 8, 1, 4, 1",
        "512, 32, 1, 16, 1",
        "4096, 256, 8, 128, 4",
        "65536, 512, 64, 128, 16"
    })
    void fitsIntoTheHeap(long megabytes, int calls, int largeCalls, int hooks, int largeHooks) {
        Running running = Running.within(megabytes << 20, 64 << 20);

        assertThat(running.calls()).isEqualTo(calls);
        assertThat(running.largeCalls()).isEqualTo(largeCalls);
        assertThat(running.hooks()).isEqualTo(hooks);
        assertThat(running.largeHooks()).isEqualTo(largeHooks);
        assertThat(running.jobBytes()).isEqualTo((megabytes << 20) / 4);
    }
}
