package chancery.appview.script.hook;

import chancery.appview.index.Change;
import chancery.appview.index.Hooks;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.registry.Registered;
import chancery.appview.registry.Registry;
import chancery.appview.registry.Snapshot;
import chancery.appview.registry.Trigger;
import chancery.appview.registry.Trigger.Kind;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.ScriptOutcome;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordPath;
import chancery.lua.Chunk;
import chancery.web.Refusal;

import java.util.Optional;

/// Asks the script of a record type: that of the action, or else the one for all actions, or else
/// the index hook of the lexicon. nil skips the change, a table is stored instead, and anything
/// else lets the change proceed; a deletion proceeds by a table, too.
public final class HookRunner implements Hooks {
    private final Registry registry;
    private final ScriptEngine engine;

    public HookRunner(Registry registry, ScriptEngine engine) {
        this.registry = registry;
        this.engine = engine;
    }

    @Override
    public boolean asks(Change change) {
        return switch (change) {
            case Change.Put put ->
                    script("create", put.path().collection()).isPresent()
                            || script("update", put.path().collection()).isPresent();
            case Change.Delete delete -> script("delete", delete.path().collection()).isPresent();
            case Change.Account _, Change.Resync _, Change.Identity _ -> false;
        };
    }

    @Override
    public Verdict ask(Change change, String action) throws HookException {
        return switch (change) {
            case Change.Put put -> ask(action, put.path(), hook(put, action));
            case Change.Delete delete -> ask(action, delete.path(), hook(delete, action));
            case Change.Account _, Change.Resync _, Change.Identity _ -> new Verdict.Proceed();
        };
    }

    private static Occasion.Hook hook(Change.Put put, String action) {
        AtUri uri = AtUri.of(put.did(), put.path());
        return new Occasion.Hook(action, uri, Optional.of(put.record()), put.cid());
    }

    private static Occasion.Hook hook(Change.Delete delete, String action) {
        AtUri uri = AtUri.of(delete.did(), delete.path());
        return new Occasion.Hook(action, uri, Optional.empty(), Optional.empty());
    }

    private Verdict ask(String action, RecordPath path, Occasion.Hook hook) throws HookException {
        Optional<Chunk> script = script(action, path.collection());
        if (script.isEmpty()) {
            return new Verdict.Proceed();
        }
        return switch (run(script.get(), hook)) {
            case ScriptOutcome.Answered(var json) -> verdict(json, hook, passing(script.get()));
            case ScriptOutcome.Failed failed -> throw new HookException(failed.message());
            case ScriptOutcome.LoggedOut(var message) -> throw new HookException(message);
        };
    }

    private ScriptOutcome run(Chunk script, Occasion.Hook hook) throws HookException {
        try {
            return engine.run(script, hook);
        } catch (Refusal refusal) {
            throw new HookException(refusal.text());
        }
    }

    private static boolean passing(Chunk script) {
        return script.returnsOnly(ScriptEngine.ENTRY, "record");
    }

    private static Verdict verdict(String json, Occasion.Hook hook, boolean passing)
            throws HookException {
        boolean stored = hook.record().isPresent();
        return switch (JsonText.parse(json)) {
            case Json.Null _ when stored || !passing -> new Verdict.Skip();
            case Json.Null _ -> new Verdict.Proceed();
            case Json.Members record when stored -> new Verdict.Store(record);
            case Json.Array _ when stored ->
                    throw new HookException("handle() answered a list instead of a record");
            case Json.Members _, Json.Array _, Json.Bool _, Json.Int _, Json.Real _, Json.Text _ ->
                    new Verdict.Proceed();
        };
    }

    private Optional<Chunk> script(String action, Nsid collection) {
        Kind kind =
                switch (action) {
                    case "create" -> Kind.RECORD_CREATE;
                    case "update" -> Kind.RECORD_UPDATE;
                    case "delete" -> Kind.RECORD_DELETE;
                    default -> throw new IllegalStateException("no action of a record: " + action);
                };
        Snapshot snapshot = registry.snapshot();
        return snapshot.script(Trigger.of(kind, collection))
                .or(() -> snapshot.script(Trigger.of(Kind.RECORD_INDEX, collection)))
                .map(Snapshot.CompiledScript::chunk)
                .or(() -> snapshot.find(collection).flatMap(Registered::hook));
    }
}
