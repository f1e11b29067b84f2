package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.account.Email;
import chancery.pds.blob.BlobIntake;
import chancery.pds.repo.Draft;
import chancery.pds.repo.RecordDesk;
import chancery.pds.repo.RecordDesk.Submission;
import chancery.pds.signup.SignUp;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The example dump of docs/formats/pds.md, byte by byte: a change of a row fails here.
class PdsFormatsTest {
    private static final Path PAGE =
            Path.of(System.getProperty("project.root"), "docs", "formats", "pds.md");
    private static final Nsid FOLLOW = Nsid.parse("app.bsky.graph.follow");
    private static final Did BOB = Did.parse("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb");

    private final Kit kit = new Kit(new Counting());

    @Test
    void theDumpOfTheExampleIsTheOneInTheDocument() throws IOException {
        writeExample();

        assertThat(dump()).isEqualTo(documented());
    }

    private void writeExample() {
        SignUp.Opened opened = kit.signUp("alice");
        Did did = opened.account().did();
        kit.parts.sessions.refresh(
                did, kit.parts.tokens.verifyRefresh(opened.session().refresh()).id());
        kit.parts.directory.claim(
                BOB, Handle.parse("bob.test"), Optional.of(new Email("bob@example.com")));
        Cid kept = upload(did, "kept");
        Cid dropped = upload(did, "gone");
        upload(did, "unused");
        Value.Map one = Kit.note("one");
        write(did, new Draft.Create(kit.prepared("a", one)));
        write(did, new Draft.Create(kit.prepared("b", one)));
        write(did, new Draft.Create(kit.prepared("c", referring(kept))));
        write(did, new Draft.Create(kit.prepared("d", referring(dropped))));
        write(did, new Draft.Delete(new RecordPath(Kit.NOTES, new RecordKey("d"))));
        write(did, new Draft.Create(kit.desk.prepare(follow())));
    }

    private Cid upload(Did did, String text) {
        BlobIntake intake =
                new BlobIntake(kit.store, kit.blobs, kit.parts.locks, kit.parts.uploads, kit.clock);
        return intake.take(did, "text/plain", new ByteArrayInputStream(text.getBytes(UTF_8)), 10)
                .cid();
    }

    private static Value.Map referring(Cid blob) {
        Value.Map reference =
                Value.Map.builder()
                        .put("$type", "blob")
                        .put("ref", new Value.Link(blob))
                        .put("mimeType", "text/plain")
                        .put("size", 4)
                        .build();
        return Value.Map.builder().put("pic", reference).build();
    }

    private static Submission follow() {
        Value.Map record = Value.Map.builder().put("subject", BOB.value()).build();
        return new Submission(
                FOLLOW,
                Optional.of(new RecordKey("3kaaaaaaaaa2x")),
                record,
                RecordDesk.Check.NONE,
                "$.record");
    }

    private void write(Did did, Draft draft) {
        kit.parts.writer.write(did, repo -> List.of(draft));
    }

    private List<String> dump() {
        List<String> lines = new ArrayList<>();
        for (Space space : Space.values()) {
            addRows(lines, space);
        }
        return lines;
    }

    private void addRows(List<String> lines, Space space) {
        String name = space.name().toLowerCase(Locale.ROOT);
        Range all = new Range(space, new byte[0], null);
        try (Scan scan = kit.store.scan(all, Direction.ASCENDING)) {
            while (scan.next()) {
                String key = text(scan.key());
                if (!key.startsWith("events")) {
                    lines.add(name + " " + key + " " + hex(scan.value()));
                }
            }
        }
    }

    private static List<String> documented() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int from = lines.indexOf("```dump") + 1;
        return lines.subList(from, from + lines.subList(from, lines.size()).indexOf("```"));
    }

    private static String hex(byte[] bytes) {
        return bytes.length == 0 ? "-" : HexFormat.of().formatHex(bytes);
    }

    private static String text(byte[] key) {
        StringBuilder out = new StringBuilder();
        for (byte b : key) {
            boolean plain = b > ' ' && b < 127 && b != '.';
            out.append(
                    plain
                            ? new String(new byte[] {b}, US_ASCII)
                            : "." + HexFormat.of().toHexDigits(b));
        }
        return out.toString();
    }

    /// Bytes that count up, so that keys, salts and nonces are the same in every run.
    private static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private byte next;

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = next++;
            }
        }
    }
}
