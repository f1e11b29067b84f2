package chancery.appview.proxy;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.setting.Settings;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The policy of the moment, as the setting says it.
public final class ProxyRules {
    /// The setting.
    public static final String KEY = "xrpc_proxy_config";

    private static final ProxyPolicy CLOSED = new ProxyPolicy(ProxyPolicy.Mode.DISABLED, List.of());

    private final Settings settings;
    private volatile Read read = new Read(Optional.empty(), ProxyPolicy.OPEN);

    public ProxyRules(Settings settings) {
        this.settings = settings;
    }

    /// A text and the policy in it.
    private record Read(Optional<String> text, ProxyPolicy policy) {}

    /// The policy. A setting that is none, which an operator can write by hand, passes nothing on.
    public ProxyPolicy policy() {
        Optional<String> text = settings.get(KEY);
        Read known = read;
        if (!known.text().equals(text)) {
            known = new Read(text, text.map(ProxyRules::parse).orElse(ProxyPolicy.OPEN));
            read = known;
        }
        return known.policy();
    }

    /// Whether this method may be passed on.
    public boolean allows(Nsid nsid) {
        return policy().allows(nsid);
    }

    /// Sets another policy.
    public void set(ProxyPolicy policy) {
        settings.set(KEY, policy.write().write());
    }

    private static ProxyPolicy parse(String text) {
        try {
            Json.Members object = JsonText.parseObject(text);
            return ProxyPolicy.Mode.of(object.text("mode").orElse(""))
                    .map(mode -> new ProxyPolicy(mode, patterns(object)))
                    .orElse(CLOSED);
        } catch (SyntaxException _) {
            return CLOSED;
        }
    }

    /// The patterns of a policy as it is written.
    ///
    /// @throws SyntaxException when they are no list of texts
    public static List<String> patterns(Json.Members object) {
        List<String> patterns = new ArrayList<>();
        for (Json item : object.items("nsids").orElse(List.of())) {
            if (!(item instanceof Json.Text(var pattern))) {
                throw new SyntaxException("nsids must be strings");
            }
            patterns.add(pattern);
        }
        return patterns;
    }
}
