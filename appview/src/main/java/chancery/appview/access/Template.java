package chancery.appview.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A usual set of permissions for new users.
public enum Template {
    VIEWER("Viewer"),
    OPERATOR("Operator"),
    MANAGER("Manager"),
    FULL_ACCESS("Full Access");

    private static final Set<Permission> VIEWS =
            EnumSet.of(
                    Permission.LEXICONS_READ,
                    Permission.RECORDS_READ,
                    Permission.SCRIPT_VARIABLES_READ,
                    Permission.USERS_READ,
                    Permission.API_KEYS_READ,
                    Permission.BACKFILL_READ,
                    Permission.STATS_READ,
                    Permission.EVENTS_READ,
                    Permission.DEAD_LETTERS_READ,
                    Permission.SCRIPTS_READ,
                    Permission.JOBS_READ);

    private static final Set<Permission> OPERATES =
            EnumSet.of(
                    Permission.BACKFILL_CREATE,
                    Permission.API_KEYS_CREATE,
                    Permission.API_KEYS_DELETE,
                    Permission.DEAD_LETTERS_MANAGE,
                    Permission.JOBS_MANAGE);

    private static final Set<Permission> MANAGES =
            EnumSet.of(
                    Permission.LEXICONS_CREATE,
                    Permission.LEXICONS_DELETE,
                    Permission.SCRIPT_VARIABLES_CREATE,
                    Permission.SCRIPT_VARIABLES_DELETE,
                    Permission.RECORDS_DELETE,
                    Permission.SETTINGS_MANAGE,
                    Permission.SCRIPTS_MANAGE);

    private static final Set<String> MANAGED_CATEGORIES =
            Set.of("Labelers", "Plugins", "API Clients", "Spaces");

    private final String label;

    Template(String label) {
        this.label = label;
    }

    /// The template of this key.
    public static Optional<Template> of(String key) {
        return Arrays.stream(values()).filter(template -> template.key().equals(key)).findFirst();
    }

    /// The name on the wire.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    /// What it grants.
    public Set<Permission> permissions() {
        return switch (this) {
            case VIEWER -> having(VIEWS::contains);
            case OPERATOR -> having(Template::operates);
            case MANAGER -> having(Template::manages);
            case FULL_ACCESS -> having(_ -> true);
        };
    }

    private static boolean operates(Permission permission) {
        return VIEWS.contains(permission) || OPERATES.contains(permission);
    }

    private static boolean manages(Permission permission) {
        return operates(permission)
                || MANAGES.contains(permission)
                || MANAGED_CATEGORIES.contains(permission.category());
    }

    private static Set<Permission> having(Predicate<Permission> granted) {
        Set<Permission> set = EnumSet.noneOf(Permission.class);
        Arrays.stream(Permission.values()).filter(granted).forEach(set::add);
        return Collections.unmodifiableSet(set);
    }
}
