package chancery.appview.xrpc;

import chancery.appview.caller.AppCaller;
import chancery.appview.caller.Delegates;
import chancery.appview.http.Errors;
import chancery.appview.json.Json;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.LexiconType;
import chancery.appview.registry.Registered;
import chancery.appview.registry.Registry;
import chancery.appview.registry.Snapshot;
import chancery.appview.registry.Trigger;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.lua.Chunk;
import chancery.web.Refusal;

import java.util.Optional;

/// What registered queries and procedures answer, however they are called: by their script, or as
/// those without one do.
public final class LexiconAnswers {
    private final Registry registry;
    private final DefaultQuery query;
    private final DefaultProcedure procedure;
    private final ScriptRuns scripts;
    private final Delegates delegates;

    public LexiconAnswers(
            Registry registry,
            DefaultQuery query,
            DefaultProcedure procedure,
            ScriptRuns scripts,
            Delegates delegates) {
        this.registry = registry;
        this.query = query;
        this.procedure = procedure;
        this.scripts = scripts;
        this.delegates = delegates;
    }

    /// Answers a query.
    ///
    /// @param given parameters, typed here as the lexicon says
    /// @param outer the script that calls; empty when a client does
    /// @throws Refusal when the lexicon is something else, or cannot be served
    Outcome query(Registered method, Json.Members given, AppCaller caller, Optional<Run> outer) {
        LexiconEntry lexicon = method.entry();
        if (method.type() != LexiconType.QUERY) {
            throw Errors.invalid(lexicon.id() + " is not a query endpoint");
        }
        Json.Members params = Parameters.typed(given, lexicon.document());
        Optional<Chunk> script = script(method, Trigger.Kind.XRPC_QUERY);
        if (script.isEmpty()) {
            return query.answer(lexicon, params);
        }
        Occasion occasion =
                new Occasion.Query(lexicon.id(), params, caller, lexicon.options().target());
        return scripts.run(lexicon.id(), script.get(), occasion, outer);
    }

    /// Calls a procedure.
    ///
    /// @param given parameters, typed here as the lexicon says
    /// @param outer the script that calls; empty when a client does
    /// @throws Refusal when the lexicon is something else, or cannot be served
    Outcome procedure(
            Registered method,
            Json.Members given,
            Json input,
            AppCaller caller,
            Optional<Run> outer) {
        LexiconEntry lexicon = method.entry();
        if (method.type() != LexiconType.PROCEDURE) {
            throw Errors.invalid(lexicon.id() + " is not a procedure endpoint");
        }
        Did account = caller.account().orElseThrow(LexiconAnswers::anonymous);
        Optional<Did> delegate = delegate(input, caller);
        Optional<Chunk> script = script(method, Trigger.Kind.XRPC_PROCEDURE);
        if (script.isEmpty()) {
            return procedure.answer(lexicon, input, caller, delegate.orElse(account));
        }
        Occasion occasion =
                new Occasion.Procedure(
                        lexicon.id(),
                        Parameters.typed(given, lexicon.document()),
                        input,
                        caller,
                        lexicon.options().target(),
                        delegate);
        return scripts.run(lexicon.id(), script.get(), occasion, outer);
    }

    /// What is said to nobody in particular.
    static Refusal anonymous() {
        return Errors.refusal(
                Refusal.Kind.UNAUTHENTICATED,
                "XRPC procedures require DPoP authentication or a session of this server");
    }

    /// The script that hangs on the method, else the lexicon's own.
    private Optional<Chunk> script(Registered method, Trigger.Kind kind) {
        Nsid id = method.entry().id();
        return registry.snapshot()
                .script(Trigger.of(kind, id))
                .map(Snapshot.CompiledScript::chunk)
                .or(method::script);
    }

    private Optional<Did> delegate(Json input, AppCaller caller) {
        Optional<String> named =
                input instanceof Json.Members object
                        ? object.text("delegateDid")
                        : Optional.empty();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        if (!Did.valid(named.get())) {
            throw Errors.invalid("invalid delegateDid");
        }
        Did account = Did.parse(named.get());
        delegates.requireWriter(caller, account);
        return Optional.of(account);
    }
}
