package chancery.appview.http.page;

import chancery.appview.setting.Logo;
import chancery.appview.setting.Settings;

import java.util.Optional;

/// How an installation presents itself, by its settings and its logo.
public record Site(Settings settings, Logo logo) {
    static final String LOGO_PATH = "/settings/logo";

    Optional<String> name() {
        return text("app_name");
    }

    /// What is set under this key; an empty text is nothing.
    Optional<String> text(String key) {
        return settings.get(key).filter(value -> !value.isEmpty());
    }

    /// Where the logo is: here when it was uploaded, else where a setting says.
    Optional<String> logoUrl(String origin) {
        return logo.current().isPresent() ? Optional.of(origin + LOGO_PATH) : text("logo_uri");
    }
}
