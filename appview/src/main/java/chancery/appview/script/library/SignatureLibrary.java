package chancery.appview.script.library;

import chancery.appview.json.Json;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.JsonLua;
import chancery.appview.script.Run;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaTable;

import java.util.List;

/// Signatures of this server.
public final class SignatureLibrary implements HostLibrary {
    /// About what the curve takes, in the time of as many steps.
    private static final int STEPS = 5_000;

    private final Attestation attestation;

    public SignatureLibrary(Attestation attestation) {
        this.attestation = attestation;
    }

    @Override
    public List<HostFunction> functions() {
        ParameterType table = new ParameterType.Table();
        return List.of(
                new HostFunction(
                        "atproto.sign",
                        "Signs a record for the caller's repository.",
                        List.of(Parameter.required("record", table, "what to sign")),
                        "the signature: a table of `$type`, `key` and `signature`",
                        this::sign),
                new HostFunction(
                        "atproto.verify_signature",
                        "Tells whether `atproto.sign` made a signature of a record.",
                        List.of(
                                Parameter.required("record", table, "what was signed"),
                                Parameter.required(
                                        "signature", new ParameterType.Any(), "the signature"),
                                Parameter.required(
                                        "did",
                                        new ParameterType.Any(),
                                        "the repository it was signed for")),
                        "true or false",
                        this::verify));
    }

    private Object sign(HostCall call) {
        call.state().budget().steps(STEPS);
        String repository =
                call.context(Run.class).occasion().caller().account().map(Did::value).orElse("");
        try {
            return JsonLua.toLua(call.state(), attestation.sign(record(call), repository));
        } catch (SyntaxException e) {
            throw new LuaError("sign failed: " + e.getMessage());
        }
    }

    private static Json.Members record(HostCall call) {
        if (JsonLua.toJson(call.state(), call.table(1)) instanceof Json.Members record) {
            return record;
        }
        throw call.wrong(1, "a record expected");
    }

    private Object verify(HostCall call) {
        call.state().budget().steps(STEPS);
        if (!(call.value(2) instanceof LuaTable)) {
            return false;
        }
        try {
            return JsonLua.toJson(call.state(), call.table(1)) instanceof Json.Members record
                    && JsonLua.toJson(call.state(), call.value(2)) instanceof Json.Members given
                    && attestation.verifies(record, given, did(call));
        } catch (LuaError _) {
            return false;
        }
    }

    private static String did(HostCall call) {
        return JsonLua.toJson(call.state(), call.value(3)) instanceof Json.Text(var did) ? did : "";
    }
}
