package chancery.appview.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a user of the admin API may do. The wire name is the constant's in lower case, its first
/// part apart from the rest by a colon.
public enum Permission {
    LEXICONS_CREATE("Lexicons", "Create Lexicons", "Upload and replace lexicons"),
    LEXICONS_READ("Lexicons", "Read Lexicons", "See lexicons and their scripts"),
    LEXICONS_DELETE("Lexicons", "Delete Lexicons", "Take lexicons away"),
    RECORDS_READ("Records", "Read Records", "See indexed records"),
    RECORDS_DELETE("Records", "Delete Records", "Take records out of the index"),
    RECORDS_DELETE_COLLECTION(
            "Records", "Delete Collections", "Take whole collections out of the index"),
    SCRIPT_VARIABLES_CREATE("Script Variables", "Set Script Variables", "Set variables of scripts"),
    SCRIPT_VARIABLES_READ("Script Variables", "Read Script Variables", "See names and masks"),
    SCRIPT_VARIABLES_DELETE("Script Variables", "Delete Script Variables", "Unset variables"),
    USERS_CREATE("Users", "Create Users", "Add users"),
    USERS_READ("Users", "Read Users", "See users and their permissions"),
    USERS_UPDATE("Users", "Update Users", "Grant and revoke permissions"),
    USERS_DELETE("Users", "Delete Users", "Take users away"),
    API_KEYS_CREATE("API Keys", "Create API Keys", "Make API keys"),
    API_KEYS_READ("API Keys", "Read API Keys", "See API keys"),
    API_KEYS_DELETE("API Keys", "Revoke API Keys", "Revoke API keys"),
    BACKFILL_CREATE("Backfill", "Run Backfills", "Start and cancel backfills"),
    BACKFILL_READ("Backfill", "Read Backfills", "See the progress of backfills"),
    STATS_READ("System", "Read Statistics", "See how many records there are"),
    EVENTS_READ("System", "Read Events", "See the event log"),
    LABELERS_CREATE("Labelers", "Add Labelers", "Subscribe to labelers, pause and resume"),
    LABELERS_READ("Labelers", "Read Labelers", "See subscriptions"),
    LABELERS_DELETE("Labelers", "Delete Labelers", "End subscriptions"),
    SETTINGS_MANAGE("Settings", "Manage Settings", "Change settings and domains"),
    PLUGINS_READ("Plugins", "Read Plugins", "See plugins"),
    PLUGINS_CREATE("Plugins", "Install Plugins", "Install and configure plugins"),
    PLUGINS_DELETE("Plugins", "Delete Plugins", "Take plugins away"),
    API_CLIENTS_VIEW("API Clients", "View API Clients", "See API clients"),
    API_CLIENTS_CREATE("API Clients", "Create API Clients", "Register API clients"),
    API_CLIENTS_EDIT("API Clients", "Edit API Clients", "Change API clients"),
    API_CLIENTS_DELETE("API Clients", "Delete API Clients", "Take API clients away"),
    DEAD_LETTERS_READ("Dead Letters", "Read Dead Letters", "See hooks that failed"),
    DEAD_LETTERS_MANAGE("Dead Letters", "Manage Dead Letters", "Retry and dismiss them"),
    SCRIPTS_READ("Scripts", "Read Scripts", "See scripts on triggers"),
    SCRIPTS_MANAGE("Scripts", "Manage Scripts", "Change scripts on triggers"),
    JOBS_READ("Jobs", "Read Jobs", "See background jobs"),
    JOBS_MANAGE("Jobs", "Manage Jobs", "Cancel, pause and resume background jobs"),
    SPACES_CREATE("Spaces", "Create Spaces", "Make spaces"),
    SPACES_READ("Spaces", "Read Spaces", "See spaces"),
    SPACES_UPDATE("Spaces", "Update Spaces", "Change spaces"),
    SPACES_DELETE("Spaces", "Delete Spaces", "Take spaces away"),
    SPACES_MANAGE_MEMBERS("Spaces", "Manage Members", "Add and remove members"),
    SPACES_MANAGE_INVITES("Spaces", "Manage Invites", "Make and revoke invites"),
    SPACES_MANAGE_RECORDS("Spaces", "Manage Records", "Change records of spaces"),
    SPACES_MANAGE_CREDENTIALS("Spaces", "Manage Credentials", "Issue credentials of spaces");

    private static final List<String> GROUPS =
            List.of("script_variables", "api_keys", "api_clients", "dead_letters");

    private static final Map<String, Permission> BY_WIRE =
            Arrays.stream(values())
                    .collect(Collectors.toMap(Permission::wire, Function.identity()));

    private final String category;
    private final String label;
    private final String description;

    Permission(String category, String label, String description) {
        this.category = category;
        this.label = label;
        this.description = description;
    }

    /// The permission of this wire name.
    public static Optional<Permission> of(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }

    /// The name on the wire, such as `script-variables:create`.
    public String wire() {
        String lower = name().toLowerCase(Locale.ROOT);
        int cut =
                GROUPS.stream()
                        .filter(lower::startsWith)
                        .findFirst()
                        .map(String::length)
                        .orElse(lower.indexOf('_'));
        return (lower.substring(0, cut) + ":" + lower.substring(cut + 1)).replace('_', '-');
    }

    public String category() {
        return category;
    }

    public String label() {
        return label;
    }

    public String description() {
        return description;
    }
}
