package chancery.appview.access;

import java.util.Set;

/// Who asks something of the admin API, after the check of credentials.
///
/// @param did of the user
/// @param userId the row of the user
/// @param superUser whether the user may do everything, by a credential that is not narrower
/// @param permissions what the caller may do
public record AdminCaller(
        String did, String userId, boolean superUser, Set<Permission> permissions) {
    public AdminCaller {
        permissions = Set.copyOf(permissions);
    }

    /// Whether the caller may do this.
    public boolean may(Permission permission) {
        return superUser || permissions.contains(permission);
    }
}
