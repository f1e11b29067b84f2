package chancery.server.config;

import chancery.atproto.syntax.SyntaxException;
import chancery.streams.access.Acl;
import chancery.streams.access.Capability;
import chancery.streams.name.ProjectName;
import chancery.streams.name.SpaceId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Who may use the records API, as a line of a secret says it: `NAME SECRET PROJECTS CAPABILITY…`.
/// Projects are parted by commas, or `*` for all. A capability is `all`, or `streams`, `records` or
/// `models` with actions and, of the latter two, spaces: `records:read,write@plant,lab`.
record AccessLine(String name, Secret secret, List<Capability> capabilities) {
    private static final int WORDS_MIN = 4;
    private static final Map<String, Acl> ACLS =
            Map.of(
                    "streams", Acl.STREAMS,
                    "records", Acl.STREAM_RECORDS,
                    "models", Acl.DATA_MODELS);
    private static final Map<String, Acl.Action> ACTIONS =
            Map.of(
                    "read", Acl.Action.READ,
                    "write", Acl.Action.WRITE,
                    "create", Acl.Action.CREATE,
                    "delete", Acl.Action.DELETE);
    private static final Set<Acl.Action> STREAM_ACTIONS =
            Set.of(Acl.Action.READ, Acl.Action.CREATE, Acl.Action.DELETE);
    private static final Set<Acl.Action> OTHER_ACTIONS = Set.of(Acl.Action.READ, Acl.Action.WRITE);

    AccessLine {
        capabilities = List.copyOf(capabilities);
    }

    /// What a line says.
    ///
    /// @param projects that there are
    /// @throws SyntaxException when it says nothing; without a word of it, as one may be the secret
    static AccessLine read(String line, Set<ProjectName> projects) {
        List<String> words = words(line);
        if (words.size() < WORDS_MIN) {
            throw new SyntaxException("is not of the form NAME SECRET PROJECTS CAPABILITY...");
        }
        if (line.chars().anyMatch(c -> c >= 0x7f || (c < ' ' && c != '\t'))) {
            throw new SyntaxException("holds characters that are not of ASCII");
        }
        return new AccessLine(
                words.getFirst(), new Secret(words.get(1)), granted(words, 2, projects));
    }

    private static List<String> words(String line) {
        return Stream.of(line.replace('\t', ' ').split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// What an entry of the form `PROJECTS CAPABILITY…` grants.
    ///
    /// @throws SyntaxException when it is not of that form
    static List<Capability> granted(String entry, Set<ProjectName> projects) {
        List<String> words = words(entry);
        if (words.size() < 2) {
            throw new SyntaxException("is not of the form PROJECTS CAPABILITY...");
        }
        return granted(words, 0, projects);
    }

    /// @param from where the projects stand, before the capabilities
    private static List<Capability> granted(
            List<String> words, int from, Set<ProjectName> projects) {
        Optional<Set<ProjectName>> where = projects(words.get(from), projects);
        if (where.isEmpty()) {
            throw new SyntaxException("names a project that streams.projects does not");
        }
        List<Capability> capabilities = new ArrayList<>();
        for (int i = from + 1; i < words.size(); i++) {
            List<Capability> said = capabilities(words.get(i), where.get());
            if (said.isEmpty()) {
                throw new SyntaxException("has no capability as its word " + (i + 1));
            }
            capabilities.addAll(said);
        }
        return capabilities;
    }

    private static Optional<Set<ProjectName>> projects(String word, Set<ProjectName> projects) {
        if (word.equals("*")) {
            return Optional.of(projects);
        }
        Set<ProjectName> named = new TreeSet<>();
        for (String name : word.split(",", -1)) {
            Optional<ProjectName> known =
                    projects.stream().filter(project -> project.value().equals(name)).findFirst();
            if (known.isEmpty()) {
                return Optional.empty();
            }
            named.add(known.get());
        }
        return Optional.of(named);
    }

    /// What a word grants; nothing when it is no capability.
    private static List<Capability> capabilities(String word, Set<ProjectName> projects) {
        if (word.equals("all")) {
            return Capability.all(projects);
        }
        String[] scoped = word.split("@", -1);
        String[] granted = scoped[0].split(":", -1);
        Optional<Acl> acl = Optional.ofNullable(ACLS.get(granted[0]));
        if (scoped.length > 2 || granted.length != 2 || acl.isEmpty()) {
            return List.of();
        }
        boolean streams = acl.get() == Acl.STREAMS;
        Optional<Set<Acl.Action>> actions =
                actions(granted[1], streams ? STREAM_ACTIONS : OTHER_ACTIONS);
        Optional<Set<SpaceId>> spaces = scoped.length == 2 ? spaces(scoped[1]) : Optional.empty();
        if (actions.isEmpty() || (scoped.length == 2 && (streams || spaces.isEmpty()))) {
            return List.of();
        }
        return List.of(new Capability(acl.get(), actions.get(), spaces, Optional.of(projects)));
    }

    private static Optional<Set<Acl.Action>> actions(String words, Set<Acl.Action> possible) {
        Set<Acl.Action> actions = new TreeSet<>();
        for (String word : words.split(",", -1)) {
            Optional<Acl.Action> action =
                    Optional.ofNullable(ACTIONS.get(word)).filter(possible::contains);
            if (action.isEmpty()) {
                return Optional.empty();
            }
            actions.add(action.get());
        }
        return Optional.of(actions);
    }

    private static Optional<Set<SpaceId>> spaces(String words) {
        Set<SpaceId> spaces = new TreeSet<>();
        for (String word : words.split(",", -1)) {
            if (!SpaceId.valid(word)) {
                return Optional.empty();
            }
            spaces.add(new SpaceId(word));
        }
        return Optional.of(spaces);
    }
}
