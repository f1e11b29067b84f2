package chancery.appview.script.library;

import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a script says about a request. Headers that belong to the connection are not its to set.
record HttpOptions(Map<String, String> headers, byte[] body) {
    static final HttpOptions NONE = new HttpOptions(Map.of(), new byte[0]);

    private static final LuaString HEADERS = LuaString.of("headers");
    private static final LuaString BODY = LuaString.of("body");
    private static final String UNWISE = " \"<>\\^`{|}";
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Set<String> OURS =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "upgrade",
                    "expect",
                    "te",
                    "trailer");

    /// Reads a table of options; what has another type is as absent.
    static HttpOptions of(State state, LuaTable options) {
        Map<String, String> headers = new HashMap<>();
        if (options.get(HEADERS) instanceof LuaTable given) {
            for (LuaTable.Walk walk = given.walk(); walk.advance(); ) {
                state.budget().steps(8);
                put(headers, Coercion.toText(walk.key()), Coercion.toText(walk.value()));
            }
        }
        LuaString body = Coercion.toText(options.get(BODY));
        return new HttpOptions(headers, body == null ? new byte[0] : body.bytes());
    }

    private static void put(
            Map<String, String> headers, @Nullable LuaString name, @Nullable LuaString value) {
        if (name == null || value == null) {
            return;
        }
        String lower = name.toString().toLowerCase(Locale.ROOT);
        boolean token = !lower.isEmpty() && lower.chars().allMatch(HttpOptions::tokenCharacter);
        if (!token
                || OURS.contains(lower)
                || !value.toString().chars().allMatch(HttpOptions::shown)) {
            throw failed("the header " + lower + " cannot be set");
        }
        headers.put(lower, value.toString());
    }

    private static boolean tokenCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || TOKEN_MARKS.indexOf(c) >= 0;
    }

    private static boolean shown(int c) {
        return (c >= ' ' && c != 0x7f) || c == '\t';
    }

    /// The address of a text, in which what an address may not hold is escaped.
    static URI uri(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            int c = octet & 0xff;
            if (c <= ' ' || c >= 0x7f || UNWISE.indexOf(c) >= 0) {
                escaped.append('%').append(HEX.toHexDigits(octet));
            } else {
                escaped.append((char) c);
            }
        }
        try {
            return new URI(escaped.toString());
        } catch (URISyntaxException _) {
            throw failed("not an address: " + text);
        }
    }

    static LuaError failed(String reason) {
        return new LuaError("HTTP request failed: " + reason);
    }
}
