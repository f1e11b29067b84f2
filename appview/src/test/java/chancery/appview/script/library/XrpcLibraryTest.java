package chancery.appview.script.library;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.script.MethodCalls;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptKit;
import chancery.appview.script.ScriptOutcome;
import chancery.atproto.syntax.Nsid;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class XrpcLibraryTest {
    private final List<String> called = new ArrayList<>();
    private MethodCalls calls = this::note;
    private final ScriptKit kit =
            ScriptKit.with(new XrpcLibrary(() -> calls, AppViewLimits.Scripts.STANDARD));

    private MethodCalls.Answer note(Run run, Nsid method, Json.Members params, Optional<Json> in) {
        String input = in.map(Json::write).orElse("-");
        called.add(method + params.write() + input + run.acted());
        return new MethodCalls.Answer(200, "{\"n\":1}");
    }

    @Test
    void queriesAnswerStatusAndText() {
        assertThat(kit.answer("return xrpc.query('com.example.list', { limit = 2 })"))
                .isEqualTo("{\"body\":\"{\\\"n\\\":1}\",\"status\":200}");
        assertThat(called).containsExactly("com.example.list{\"limit\":2}-false");
    }

    @Test
    void proceduresNeedACallerAndAreActs() {
        String body = "return xrpc.procedure('com.example.set', { a = 1 }).status";

        assertThat(kit.failure(body).message())
                .startsWith("xrpc.procedure requires authentication (no caller_did)");
        assertThat(kit.answer(ScriptKit.procedure("{}"), body)).isEqualTo("200");
        assertThat(called).containsExactly("com.example.set{}{\"a\":1}true");
    }

    @Test
    void refusalsAreErrorsOfTheScript() {
        calls =
                (_, _, _, _) -> {
                    throw new Refusal(Refusal.Kind.NOT_FOUND, "", "no such method");
                };

        assertThat(kit.failure("xrpc.query('com.example.list')").message())
                .startsWith("xrpc query failed: no such method");
        assertThat(
                        kit.failure(ScriptKit.procedure("{}"), "xrpc.procedure('com.example.set')")
                                .message())
                .startsWith("xrpc procedure failed: no such method");
        assertThat(kit.failure("xrpc.query('nothing')").message())
                .startsWith("xrpc query failed: not a method: nothing");
    }

    @Test
    void methodsCallEachOtherFourDeep() {
        String source = "function handle() return xrpc.query('com.example.self').body end";
        ScriptCompiler compiler = new ScriptCompiler();
        Occasion query = ScriptKit.query("{}");
        List<Integer> depths = new ArrayList<>();
        calls =
                (run, _, _, _) -> {
                    depths.add(run.depth());
                    ScriptOutcome inner =
                            kit.engine()
                                    .run(compiler.compile("self", source), query, Optional.of(run));
                    return new MethodCalls.Answer(200, inner.toString());
                };

        String answer = kit.run(query, source).toString();

        assertThat(depths).containsExactly(0, 1, 2, 3);
        assertThat(answer).contains("methods call each other more than 4 deep");
    }
}
