package chancery.web.http;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// One line of JSON per request. Of headers it shows the user agent alone; values of parameters
/// that may be secrets are left out.
final class AccessLog {
    private static final int TEXT_MAX = 200;
    private static final HexFormat HEX = HexFormat.of();
    private static final Set<String> SECRET =
            Set.of("token", "secret", "password", "code", "key", "email", "auth", "jwt", "state");

    private final Consumer<String> sink;
    private final InstantSource clock;

    AccessLog(Consumer<String> sink, InstantSource clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /// What a line says about a request; empty texts are left out.
    record Entry(
            String id,
            InetAddress client,
            String method,
            String path,
            String query,
            String call,
            String agent) {}

    void write(Entry entry, int status, long bytes, long micros) {
        StringBuilder line = new StringBuilder(256);
        line.append("{\"time\":\"").append(clock.instant()).append('"');
        text(line, "id", entry.id());
        text(line, "client", entry.client().getHostAddress());
        text(line, "method", entry.method());
        text(line, "path", entry.path());
        text(line, "query", redacted(entry.query()));
        text(line, "call", entry.call());
        text(line, "agent", entry.agent());
        line.append(",\"status\":").append(status);
        line.append(",\"bytes\":").append(bytes);
        line.append(",\"micros\":").append(micros).append('}');
        sink.accept(line.toString());
    }

    /// The query with the values of suspicious parameters left out.
    static String redacted(String query) {
        if (query.isEmpty()) {
            return query;
        }
        StringBuilder out = new StringBuilder(query.length());
        for (String pair : query.split("&", -1)) {
            out.append(out.isEmpty() ? "" : "&");
            int equals = pair.indexOf('=');
            boolean shown = equals < 0 || !secret(pair.substring(0, equals));
            out.append(shown ? pair : pair.substring(0, equals + 1) + "***");
        }
        return out.toString();
    }

    private static boolean secret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.indexOf('%') >= 0) {
            return true;
        }
        for (String part : SECRET) {
            if (lower.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static void text(StringBuilder line, String name, String text) {
        if (text.isEmpty()) {
            return;
        }
        line.append(",\"").append(name).append("\":\"");
        for (int i = 0; i < Math.min(text.length(), TEXT_MAX); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7f) {
                line.append("\\u").append(HEX.toHexDigits(c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
