package chancery.appview.http.admin.user;

import chancery.appview.access.AdminCaller;
import chancery.appview.access.Permission;
import chancery.appview.http.Errors;
import chancery.appview.json.Json;
import chancery.web.Refusal;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Permissions as they are asked for and shown.
final class Grants {
    private static final int SHOWN = 100;

    private Grants() {}

    /// The permissions of these names.
    ///
    /// @throws Refusal when there is none of a name
    static Set<Permission> parse(List<String> wires) {
        Set<Permission> set = EnumSet.noneOf(Permission.class);
        for (String wire : wires) {
            set.add(
                    Permission.of(wire)
                            .orElseThrow(
                                    () ->
                                            Errors.invalid(
                                                    "Unrecognized permission: "
                                                            + shortened(wire))));
        }
        return set;
    }

    /// Refuses to grant what the caller has not.
    ///
    /// @param refusal what is said before the permission's name
    static void requireOwn(AdminCaller caller, Set<Permission> granted, String refusal) {
        granted.stream()
                .sorted()
                .filter(permission -> !caller.may(permission))
                .findFirst()
                .ifPresent(
                        permission -> {
                            throw Errors.refusal(
                                    Refusal.Kind.FORBIDDEN, refusal + permission.wire());
                        });
    }

    /// The names, in the order of the catalogue.
    static Json.Array view(Set<Permission> permissions) {
        return Json.texts(permissions.stream().sorted().map(Permission::wire).toList());
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }
}
