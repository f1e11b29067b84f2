package chancery.appview.access;

import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sets of permissions as rows hold them: wire names in the order of the catalogue. A name that is
/// no longer known is left out when it is read.
final class PermissionTexts {
    private PermissionTexts() {}

    static List<Value> of(Set<Permission> permissions) {
        return Kept.texts(wires(permissions));
    }

    static List<String> wires(Set<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::wire).toList();
    }

    static Set<Permission> read(List<String> wires) {
        Set<Permission> known = EnumSet.noneOf(Permission.class);
        wires.stream().map(Permission::of).flatMap(Optional::stream).forEach(known::add);
        return known;
    }
}
