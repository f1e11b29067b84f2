package chancery.appview.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Optional;

/// The names of permissions on the wire.
final class PermissionTest {
    @Test
    void areTheOnesThatClientsKnow() {
        assertThat(Arrays.stream(Permission.values()).map(Permission::wire))
                .contains(
                        "lexicons:create",
                        "records:delete-collection",
                        "script-variables:read",
                        "api-keys:delete",
                        "api-clients:view",
                        "dead-letters:manage",
                        "settings:manage",
                        "stats:read",
                        "spaces:manage-credentials")
                .doesNotHaveDuplicates();
    }

    @Test
    void areFoundByTheirNames() {
        assertThat(Arrays.stream(Permission.values()))
                .allMatch(
                        permission ->
                                Permission.of(permission.wire()).equals(Optional.of(permission)));
        assertThat(Permission.of("lexicons:paint")).isEmpty();
    }
}
