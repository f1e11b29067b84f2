package chancery.appview.xrpc;

import chancery.appview.http.Errors;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.proxy.AuthorityCalls;
import chancery.appview.registry.Registered;
import chancery.appview.registry.Registry;
import chancery.appview.script.MethodCalls;
import chancery.appview.script.Run;
import chancery.atproto.syntax.Nsid;
import chancery.web.Refusal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Calls of methods by scripts, in the name of the script's caller: registered methods in this
/// process, others at the authority of their name and in nobody's name. No rate limit counts them;
/// the budget of the run does.
public final class LexiconCalls implements MethodCalls {
    private final Registry registry;
    private final LexiconAnswers answers;
    private final AuthorityCalls foreign;
    private final AppViewLimits.Scripts limits;

    public LexiconCalls(
            Registry registry,
            LexiconAnswers answers,
            AuthorityCalls foreign,
            AppViewLimits.Scripts limits) {
        this.registry = registry;
        this.answers = answers;
        this.foreign = foreign;
        this.limits = limits;
    }

    @Override
    public Answer call(Run run, Nsid method, Json.Members params, Optional<Json> input) {
        if (input.isPresent()) {
            run.act();
        }
        Optional<Registered> known = registry.snapshot().find(method);
        return known.isPresent()
                ? local(run, known.get(), params, input)
                : elsewhere(run, method, params, input);
    }

    private Answer local(Run run, Registered method, Json.Members params, Optional<Json> input) {
        if (run.depth() >= limits.xrpcDepth()) {
            throw Errors.invalid(
                    "methods call each other deeper than " + limits.xrpcDepth() + " levels");
        }
        Outcome outcome =
                input.isPresent()
                        ? answers.procedure(
                                method,
                                params,
                                input.get(),
                                run.occasion().caller(),
                                Optional.of(run))
                        : answers.query(method, params, run.occasion().caller(), Optional.of(run));
        if (!outcome.done()) {
            throw Errors.refusal(Refusal.Kind.UPSTREAM_FAILED, outcome.error());
        }
        return new Answer(outcome.status(), outcome.json());
    }

    private Answer elsewhere(Run run, Nsid method, Json.Members params, Optional<Json> input) {
        run.chargeHttp();
        AuthorityCalls.Answer answer = foreign.call(method, query(params), input.map(Json::write));
        if (!answer.good()) {
            throw Errors.refusal(
                    Refusal.Kind.UPSTREAM_FAILED,
                    "upstream returned " + answer.status() + ": " + answer.text());
        }
        return new Answer(answer.status(), answer.text());
    }

    /// Parameters as a query; a list is its name again for each item.
    private static String query(Json.Members params) {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, Json> param : params.members().entrySet()) {
            List<Json> values =
                    param.getValue() instanceof Json.Array(var items)
                            ? items
                            : List.of(param.getValue());
            for (Json value : values) {
                pairs.add(encoded(param.getKey()) + "=" + encoded(text(value)));
            }
        }
        return String.join("&", pairs);
    }

    private static String text(Json value) {
        return value instanceof Json.Text(var text) ? text : value.write();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
