package chancery.atproto.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

class BundledLexiconsTest {
    private static final Catalog BUNDLED = Catalog.bundled();

    @Test
    void readsEveryLexiconUnderItsOwnName() {
        assertThat(BUNDLED.ids())
                .extracting(
                        id ->
                                BUNDLED.find(id).orElseThrow().id().value().replace('.', '/')
                                        + ".json")
                .containsExactlyElementsOf(BundledLexicons.paths());
    }

    @Test
    void refersToNothingThatIsNotBundled() {
        assertThat(BUNDLED.unresolved()).isEmpty();
    }

    @Test
    void knowsTheRecordTypesOfTheReference() {
        List<String> types =
                BUNDLED.ids().stream()
                        .filter(id -> BUNDLED.main(id).orElse(null) instanceof Def.RecordType)
                        .map(Nsid::value)
                        .toList();

        assertThat(types)
                .containsExactly(
                        "app.bsky.actor.contentVisibilityDeclaration",
                        "app.bsky.actor.profile",
                        "app.bsky.actor.status",
                        "app.bsky.feed.generator",
                        "app.bsky.feed.like",
                        "app.bsky.feed.post",
                        "app.bsky.feed.postgate",
                        "app.bsky.feed.repost",
                        "app.bsky.feed.threadgate",
                        "app.bsky.graph.block",
                        "app.bsky.graph.follow",
                        "app.bsky.graph.list",
                        "app.bsky.graph.listblock",
                        "app.bsky.graph.listitem",
                        "app.bsky.graph.starterpack",
                        "app.bsky.graph.verification",
                        "app.bsky.labeler.service",
                        "app.bsky.notification.declaration",
                        "com.atproto.lexicon.schema",
                        "com.germnetwork.declaration");
    }

    @Test
    void hasTheListedSums() {
        Map<String, String> sums = new TreeMap<>();
        BundledLexicons.paths().forEach(path -> sums.put(path, sum(BundledLexicons.read(path))));

        assertThat(sums).isEqualTo(listed());
    }

    @Test
    void saysWhatTheOfficialLexiconsSay() throws IOException {
        Path folder = officialFolder();
        Map<String, String> sums = new TreeMap<>();
        for (String path : listed().keySet()) {
            sums.put(path, sum(Files.readAllBytes(folder.resolve(path))));
        }

        assertThat(sums).isEqualTo(listed());
        System.out.println("official lexicons: " + sums.size() + " of " + listed().size());
    }

    @Test
    void hasAllOfficialLexiconsOfTheProtocol() throws IOException {
        Path folder = officialFolder();
        List<String> official;
        try (Stream<Path> files = Files.walk(folder.resolve("com/atproto"))) {
            official =
                    files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString())
                            .toList();
        }

        assertThat(listed().keySet()).containsAll(official);
    }

    @Test
    void keepsPropertiesThatAreCalledDescription() {
        Value.Map list = DagJson.parseMap(BundledLexicons.read("app/bsky/graph/list.json"));

        assertThat(list.toString()).contains("description={");
        assertThat(list.toString()).doesNotContain("description=Text");
    }

    private static Path officialFolder() {
        Path folder = Path.of(System.getProperty("official.lexicons.dir", "lexicons"));
        if (!Files.isDirectory(folder)) {
            System.out.println(
                    "official lexicons: " + listed().size() + " skipped, no folder " + folder);
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail("CI must have the official lexicons: " + folder);
            }
            Assumptions.abort("the official lexicons are not here");
        }
        return folder;
    }

    private static String sum(byte[] json) {
        return CanonicalLexicon.sha256(DagJson.parseMap(json));
    }

    private static Map<String, String> listed() {
        Map<String, String> sums = new TreeMap<>();
        new String(BundledLexicons.read("sha256.txt"), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
        return sums;
    }
}
