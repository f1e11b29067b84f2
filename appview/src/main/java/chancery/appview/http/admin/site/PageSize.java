package chancery.appview.http.admin.site;

import chancery.appview.http.Errors;
import chancery.appview.http.admin.AdminCall;

/// The sizes of pages that are asked for.
final class PageSize {
    private PageSize() {}

    /// The parameter `limit`, held between two bounds.
    ///
    /// @throws chancery.web.Refusal when it is no number
    static int of(AdminCall call, int usual, int min, int max) {
        String text = call.query("limit").orElse(Integer.toString(usual));
        try {
            return Math.clamp(Long.parseLong(text), min, max);
        } catch (NumberFormatException e) {
            throw Errors.invalid("limit must be an integer");
        }
    }
}
