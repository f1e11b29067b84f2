package chancery.appview.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What the templates grant.
final class TemplateTest {
    private static List<String> wires(Template template) {
        return template.permissions().stream().map(Permission::wire).toList();
    }

    @Test
    void letsViewersSee() {
        assertThat(wires(Template.VIEWER))
                .containsExactlyInAnyOrder(
                        "lexicons:read",
                        "records:read",
                        "script-variables:read",
                        "users:read",
                        "api-keys:read",
                        "backfill:read",
                        "stats:read",
                        "events:read",
                        "dead-letters:read",
                        "scripts:read",
                        "jobs:read");
    }

    @Test
    void letsOperatorsRunThings() {
        List<String> more = new ArrayList<>(wires(Template.OPERATOR));
        more.removeAll(wires(Template.VIEWER));

        assertThat(more)
                .containsExactlyInAnyOrder(
                        "backfill:create",
                        "api-keys:create",
                        "api-keys:delete",
                        "dead-letters:manage",
                        "jobs:manage");
    }

    @Test
    void letsManagersChangeThings() {
        List<String> more = new ArrayList<>(wires(Template.MANAGER));
        more.removeAll(wires(Template.OPERATOR));

        assertThat(more)
                .containsExactlyInAnyOrder(
                        "lexicons:create",
                        "lexicons:delete",
                        "script-variables:create",
                        "script-variables:delete",
                        "records:delete",
                        "labelers:create",
                        "labelers:read",
                        "labelers:delete",
                        "settings:manage",
                        "plugins:read",
                        "plugins:create",
                        "plugins:delete",
                        "api-clients:view",
                        "api-clients:create",
                        "api-clients:edit",
                        "api-clients:delete",
                        "scripts:manage",
                        "spaces:create",
                        "spaces:read",
                        "spaces:update",
                        "spaces:delete",
                        "spaces:manage-members",
                        "spaces:manage-invites",
                        "spaces:manage-records",
                        "spaces:manage-credentials");
    }

    @Test
    void keepsUsersAndWholeCollectionsForFullAccess() {
        List<String> more = new ArrayList<>(wires(Template.FULL_ACCESS));
        more.removeAll(wires(Template.MANAGER));

        assertThat(more)
                .containsExactlyInAnyOrder(
                        "records:delete-collection",
                        "users:create",
                        "users:update",
                        "users:delete");
        assertThat(Template.of("full_access")).contains(Template.FULL_ACCESS);
        assertThat(Template.of("FULL_ACCESS")).isEmpty();
    }
}
