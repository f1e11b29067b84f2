package chancery.server.config;

import chancery.atproto.syntax.SyntaxException;
import chancery.streams.StreamsConfig;
import chancery.streams.access.Caller;
import chancery.streams.access.Capability;
import chancery.streams.access.Client;
import chancery.streams.access.StaticToken;
import chancery.streams.name.ProjectName;
import chancery.streams.stream.Template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Reads what the records API is set to.
final class StreamsSettings {
    private static final int SECRET_LENGTH_MIN = 16;
    private static final int QUOTA_FACTOR_MAX = 100_000;

    private final Values values;
    private final Mode mode;
    private final Set<ProjectName> projects;

    private StreamsSettings(Values values, Mode mode) {
        this.values = values;
        this.mode = mode;
        this.projects =
                new TreeSet<>(
                        values.parsedList(
                                Keys.STREAMS_PROJECTS,
                                ProjectName::new,
                                "the name of a project: 3 to 32 lower-case letters, digits, -"
                                        + " and _"));
    }

    static StreamsConfig read(Values values, Mode mode) {
        return new StreamsSettings(values, mode).config();
    }

    private StreamsConfig config() {
        return new StreamsConfig(
                projects,
                indexed(),
                templates(),
                access(Keys.STREAMS_TOKENS).stream().map(StreamsSettings::token).toList(),
                access(Keys.STREAMS_CLIENTS).stream().map(StreamsSettings::client).toList(),
                scripts(),
                values.number(Keys.STREAMS_QUOTA_FACTOR, 0, QUOTA_FACTOR_MAX));
    }

    /// The projects that show what is indexed.
    private Set<ProjectName> indexed() {
        Set<ProjectName> named = new TreeSet<>();
        for (String name : values.list(Keys.STREAMS_INDEXED)) {
            projects.stream()
                    .filter(project -> project.value().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            named::add,
                            () ->
                                    values.fault(
                                            Keys.STREAMS_INDEXED,
                                            "names " + name + ", which streams.projects does not"));
        }
        return named;
    }

    /// What scripts may do.
    private List<Capability> scripts() {
        List<Capability> granted = new ArrayList<>();
        List<String> entries =
                Stream.of(values.text(Keys.STREAMS_SCRIPTS).split(";", -1))
                        .filter(entry -> !entry.isBlank())
                        .toList();
        for (int i = 0; i < entries.size(); i++) {
            try {
                granted.addAll(AccessLine.granted(entries.get(i), projects));
            } catch (SyntaxException malformed) {
                values.fault(
                        Keys.STREAMS_SCRIPTS, "entry " + (i + 1) + " " + malformed.getMessage());
            }
        }
        return granted;
    }

    /// The templates; of two with one name the later counts.
    private List<Template> templates() {
        Map<String, Template> templates = new LinkedHashMap<>();
        values.parsedList(
                        Keys.STREAMS_TEMPLATES,
                        TemplateLine::read,
                        "a template, such as standard, or: 4yArchive immutable retention=1461"
                                + " streams=3")
                .forEach(some -> some.forEach(one -> templates.put(one.name(), one)));
        if (templates.isEmpty()) {
            values.fault(Keys.STREAMS_TEMPLATES, "names no template");
        }
        return List.copyOf(templates.values());
    }

    /// What the lines of a secret say; nothing of them is ever shown.
    private List<AccessLine> access(Key key) {
        List<Secret> lines = values.secrets(key);
        if (!lines.isEmpty() && projects.isEmpty()) {
            values.fault(key, "is set, and streams.projects names no project");
            return List.of();
        }
        List<AccessLine> access = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Secret> secrets = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String entry = "entry " + (i + 1) + " ";
            try {
                AccessLine line = AccessLine.read(lines.get(i).reveal(), projects);
                if (!names.add(line.name()) || !secrets.add(line.secret())) {
                    values.fault(key, entry + "has a name or a secret of an earlier one");
                }
                if (mode == Mode.SERVE && line.secret().reveal().length() < SECRET_LENGTH_MIN) {
                    values.fault(
                            key,
                            entry
                                    + "has a secret of fewer than "
                                    + SECRET_LENGTH_MIN
                                    + " characters");
                }
                access.add(line);
            } catch (SyntaxException malformed) {
                values.fault(key, entry + malformed.getMessage());
            }
        }
        return access;
    }

    private static StaticToken token(AccessLine line) {
        return new StaticToken(
                line.secret().reveal(), new Caller(line.name(), line.capabilities()));
    }

    private static Client client(AccessLine line) {
        return new Client(line.name(), line.secret().reveal(), line.capabilities());
    }
}
