package chancery.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.StreamsConfig;
import chancery.streams.access.Acl;
import chancery.streams.access.Caller;
import chancery.streams.access.Capability;
import chancery.streams.access.Client;
import chancery.streams.access.StaticToken;
import chancery.streams.name.ProjectName;
import chancery.streams.name.SpaceId;
import chancery.streams.stream.Budget;
import chancery.streams.stream.Settings;
import chancery.streams.stream.StreamType;
import chancery.streams.stream.Template;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Projects, templates, tokens and clients of the records API, and every fault of them.
final class StreamsSettingsTest {
    private static final String SECRET = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";
    private static final ProjectName PLANT = new ProjectName("plant");
    private static final ProjectName LAB = new ProjectName("lab");

    private static StreamsConfig read(Map<String, String> file, Map<String, String> variables) {
        Map<String, String> settings = new HashMap<>(file);
        settings.put("pds.public-url", "https://pds.example.com");
        Map<String, String> all = new HashMap<>(variables);
        all.put("STORE_MASTER_KEY", "00112233445566778899aabbccddeeff".repeat(2));
        return ServerConfig.serve(settings, new Environment(all)).streams();
    }

    private static StreamsConfig tokens(String lines) {
        return read(Map.of("streams.projects", "plant,lab"), Map.of("STREAMS_TOKENS", lines));
    }

    private static StreamsConfig template(String item) {
        return read(Map.of("streams.templates", item), Map.of());
    }

    private static Capability capability(Acl acl, Set<Acl.Action> actions, String... spaces) {
        return new Capability(
                acl,
                actions,
                spaces.length == 0
                        ? Optional.empty()
                        : Optional.of(
                                Set.of(spaces).stream()
                                        .map(SpaceId::new)
                                        .collect(Collectors.toSet())),
                Optional.of(Set.of(PLANT)));
    }

    @Test
    void serveHasNoProjectAndNobodyComesIn() {
        assertThat(read(Map.of(), Map.of()))
                .isEqualTo(
                        new StreamsConfig(
                                Set.of(),
                                Set.of(),
                                Template.STANDARD,
                                List.of(),
                                List.of(),
                                List.of(),
                                100));
    }

    @Test
    void devHasOneProjectWithTokenAndClient() {
        Set<ProjectName> dev = Set.of(new ProjectName("dev"));

        assertThat(ServerConfig.dev(2583, "d").streams())
                .isEqualTo(
                        new StreamsConfig(
                                dev,
                                dev,
                                Template.STANDARD,
                                List.of(
                                        new StaticToken(
                                                "dev", new Caller("dev", Capability.all(dev)))),
                                List.of(new Client("dev", "dev", Capability.all(dev))),
                                Capability.all(dev),
                                0));
    }

    @Test
    void readsWhichProjectsShowWhatIsIndexed() {
        Map<String, String> file =
                Map.of("streams.projects", "plant,lab", "streams.indexed", "lab");

        assertThat(read(file, Map.of()).indexed()).containsExactly(LAB);
    }

    @Test
    void refusesToShowWhatIsIndexedInNoProject() {
        Map<String, String> file = Map.of("streams.projects", "plant", "streams.indexed", "lab");

        assertThatThrownBy(() -> read(file, Map.of()))
                .hasMessageContaining(
                        "streams.indexed: names lab, which streams.projects does not");
    }

    private static StreamsConfig scripts(String entries) {
        return read(Map.of("streams.projects", "plant,lab", "streams.scripts", entries), Map.of());
    }

    @Test
    void readsWhatScriptsMayDo() {
        StreamsConfig config = scripts("plant records:read,write@a models:read; lab all ;");

        List<Capability> granted =
                new ArrayList<>(
                        List.of(
                                capability(
                                        Acl.STREAM_RECORDS,
                                        Set.of(Acl.Action.READ, Acl.Action.WRITE),
                                        "a"),
                                capability(Acl.DATA_MODELS, Set.of(Acl.Action.READ))));
        granted.addAll(Capability.all(Set.of(LAB)));
        assertThat(config.scripts()).isEqualTo(granted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plant                | entry 1 is not of the form PROJECTS CAPABILITY
                    mine all             | entry 1 names a project
                    plant all; lab       | entry 2 is not of the form
                    plant all every      | entry 1 has no capability as its word 3
                    plant records:delete | entry 1 has no capability as its word 2
                    """)
    void refusesGrantsToScripts(String entries, String fault) {
        assertThatThrownBy(() -> scripts(entries))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("streams.scripts")
                .hasMessageContaining(fault);
    }

    @Test
    void readsCapabilities() {
        String line =
                "gateway "
                        + SECRET
                        + " plant streams:read,create records:read,write@a,b models:read@a"
                        + " records:read";

        assertThat(tokens(line).tokens())
                .containsExactly(
                        new StaticToken(
                                SECRET,
                                new Caller(
                                        "gateway",
                                        List.of(
                                                capability(
                                                        Acl.STREAMS,
                                                        Set.of(Acl.Action.READ, Acl.Action.CREATE)),
                                                capability(
                                                        Acl.STREAM_RECORDS,
                                                        Set.of(Acl.Action.READ, Acl.Action.WRITE),
                                                        "a",
                                                        "b"),
                                                capability(
                                                        Acl.DATA_MODELS,
                                                        Set.of(Acl.Action.READ),
                                                        "a"),
                                                capability(
                                                        Acl.STREAM_RECORDS,
                                                        Set.of(Acl.Action.READ))))));
    }

    @Test
    void readsProjects() {
        StreamsConfig config =
                tokens("one " + SECRET + " * all; two " + OTHER + " lab,plant all\n");

        assertThat(config.projects()).containsExactlyInAnyOrder(PLANT, LAB);
        assertThat(config.tokens())
                .extracting(StaticToken::caller)
                .containsExactly(
                        new Caller("one", Capability.all(Set.of(PLANT, LAB))),
                        new Caller("two", Capability.all(Set.of(PLANT, LAB))));
    }

    @Test
    void readsLinesOfSecretFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("clients");
        Files.writeString(
                file, "# robots\n\nr1 " + SECRET + " lab all\n r2 " + OTHER + " lab all \n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        StreamsConfig config =
                read(
                        Map.of("streams.projects", "lab", "streams.clients-file", file.toString()),
                        Map.of());

        assertThat(config.clients())
                .containsExactly(
                        new Client("r1", SECRET, Capability.all(Set.of(LAB))),
                        new Client("r2", OTHER, Capability.all(Set.of(LAB))));
        assertThat(config.toString()).doesNotContain(SECRET).doesNotContain(OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a 0123456789abcdef plant                 | entry 1 is not of the form
                    a 0123456789abcde plant all              | entry 1 has a secret of fewer than 16
                    a 0123456789abcdéf plant all             | entry 1 holds characters
                    a 0123456789abcdef mine all              | entry 1 names a project
                    a 0123456789abcdef plant,mine all        | entry 1 names a project
                    a 0123456789abcdef plant all every       | entry 1 has no capability as its word 5
                    a 0123456789abcdef plant records         | entry 1 has no capability as its word 4
                    a 0123456789abcdef plant records:        | no capability
                    a 0123456789abcdef plant records:own     | no capability
                    a 0123456789abcdef plant records:delete  | no capability
                    a 0123456789abcdef plant streams:write   | no capability
                    a 0123456789abcdef plant streams:read@a  | no capability
                    a 0123456789abcdef plant records:read@   | no capability
                    a 0123456789abcdef plant records:read@a@b| no capability
                    a 0123456789abcdef plant records:read@1  | no capability
                    a 0123456789abcdef plant logs:read       | no capability
                    a 0123456789abcdef plant all; a fedcba9876543210 plant all | entry 2 has a name
                    a 0123456789abcdef plant all; b 0123456789abcdef plant all | entry 2 has a name
                    """)
    void refusesLineAndShowsNothingOfIt(String lines, String fault) {
        assertThatThrownBy(() -> tokens(lines))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("streams.tokens")
                .hasMessageContaining(fault)
                .hasMessageNotContaining("0123456789");
    }

    @Test
    void refusesTokensInTheFile() {
        assertThatThrownBy(() -> read(Map.of("streams.tokens", "a b c all"), Map.of()))
                .hasMessageContaining("streams.tokens: a secret does not stand in this file");
    }

    @Test
    void refusesTokensWithoutProjects() {
        Map<String, String> tokens = Map.of("STREAMS_TOKENS", "a " + SECRET + " * all");

        assertThatThrownBy(() -> read(Map.of(), tokens))
                .hasMessageContaining("streams.projects names no project");
    }

    @Test
    void refusesProjectThatIsNoName() {
        assertThatThrownBy(() -> read(Map.of("streams.projects", "Plant"), Map.of()))
                .hasMessageContaining("streams.projects: 'Plant' is not the name of a project");
    }

    @Test
    void readsTemplates() {
        StreamsConfig config =
                template(
                        "standard, 4yArchive immutable records=7 gigabytes=2 retention=1461"
                                + " window=30 grace=5 streams=3 ingest-records=5"
                                + " ingest-megabytes=6 read-megabytes=8, BasicLiveData mutable"
                                + " streams=1 changes=9");

        assertThat(config.templates()).hasSize(9);
        assertThat(config.templates())
                .contains(
                        new Template(
                                "4yArchive",
                                new Settings(
                                        StreamType.IMMUTABLE,
                                        7,
                                        2,
                                        Optional.of(1_461),
                                        Optional.of(30),
                                        5,
                                        new Budget(5, 6, Optional.empty(), 8)),
                                3),
                        new Template(
                                "BasicLiveData",
                                new Settings(
                                        StreamType.MUTABLE,
                                        5_000_000,
                                        15,
                                        Optional.empty(),
                                        Optional.empty(),
                                        42,
                                        new Budget(170_000, 170, Optional.of(9L), 500)),
                                1));
    }

    @Test
    void templatesOfOneOwnReplaceTheStandard() {
        assertThat(template("Mine mutable").templates())
                .containsExactly(Template.usual("Mine", StreamType.MUTABLE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Mine
                    Mine both
                    My.Own mutable
                    Mine mutable records
                    Mine mutable records=
                    Mine mutable records=0
                    Mine mutable records=1000000000001
                    Mine mutable gigabytes=1000001
                    Mine mutable retention=7
                    Mine mutable window=7
                    Mine immutable retention=36501
                    Mine immutable window=P7D
                    Mine mutable grace=0
                    Mine mutable changes=0
                    Mine mutable ingest-records=1000000000001
                    Mine mutable ingest-megabytes=1000001
                    Mine mutable read-megabytes=1000001
                    Mine immutable changes=1
                    Mine mutable streams=100001
                    Mine mutable streams=1 streams=2
                    Mine mutable colour=red
                    """)
    void refusesTemplate(String item) {
        assertThatThrownBy(() -> template(item))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("streams.templates: '" + item + "' is not a template");
    }

    @Test
    void takesTemplateAtItsLimits() {
        String item =
                "Mine immutable records=1000000000000 gigabytes=1000000 retention=36500"
                        + " window=36500 grace=36500 streams=100000 ingest-records=1000000000000"
                        + " ingest-megabytes=1000000 read-megabytes=1000000";

        assertThat(template(item).templates())
                .containsExactly(
                        new Template(
                                "Mine",
                                new Settings(
                                        StreamType.IMMUTABLE,
                                        1_000_000_000_000L,
                                        1_000_000,
                                        Optional.of(36_500),
                                        Optional.of(36_500),
                                        36_500,
                                        new Budget(
                                                1_000_000_000_000L,
                                                1_000_000,
                                                Optional.empty(),
                                                1_000_000)),
                                100_000));
    }

    @Test
    void refusesNoTemplate() {
        assertThatThrownBy(() -> template(""))
                .hasMessageContaining("streams.templates: names no template");
    }
}
