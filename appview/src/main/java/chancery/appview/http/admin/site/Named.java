package chancery.appview.http.admin.site;

import chancery.appview.http.Errors;
import chancery.appview.limit.AppViewLimits;
import chancery.web.Refusal;

import java.nio.charset.StandardCharsets;

/// The bounds of values that operators keep under names.
record Named(String what, AppViewLimits.Administration limits) {
    /// Refuses a name that is none.
    void requireName(String name) {
        boolean odd = name.chars().anyMatch(c -> c <= ' ' || c == 0x7f);
        if (name.isEmpty() || odd || name.length() > limits.nameUnits()) {
            throw Errors.invalid(
                    what
                            + " key must have 1 to "
                            + limits.nameUnits()
                            + " characters and no spaces");
        }
    }

    /// Refuses a value that is too large.
    void requireValue(String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length > limits.valueBytes()) {
            throw Errors.refusal(
                    Refusal.Kind.TOO_LARGE,
                    what + " value is larger than " + limits.valueBytes() + " bytes");
        }
    }

    /// Refuses one more where there are as many as may be.
    void requireRoom(int count) {
        if (count >= limits.settingsMax()) {
            throw Errors.refusal(
                    Refusal.Kind.CONFLICT, "at most " + limits.settingsMax() + " " + what + "s");
        }
    }
}
