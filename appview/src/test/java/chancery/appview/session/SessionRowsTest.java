package chancery.appview.session;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.session.RemoteSession.Former;
import chancery.appview.session.RemoteSession.HeldKey;
import chancery.appview.session.RemoteSession.Host;
import chancery.appview.session.RemoteSession.Tokens;
import chancery.appview.truth.Codec;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The rows of docs/formats/appview-sessions.md, byte by byte.
final class SessionRowsTest {
    private static final Instant AT = Instant.parse("2026-05-19T12:00:00Z");

    private static final String SESSION =
            "ac62696462696463646964696469643a706c633a61636b65794101637064736b68747470"
                    + "733a2f2f7064736475736564f566636c69656e7466636c69656e7466666f726d657281a2"
                    + "6468617368616665756e74696c1b0006522a6b25b000666973737565726a68747470733a"
                    + "2f2f61736673636f7065738167617470726f746f66746f6b656e73a46468617368616866"
                    + "616363657373410267657870697265731b0006522a6b25b0006772656672657368410367"
                    + "637265617465641b0006522a6b25b0006a7468756d627072696e74636a6b74";
    private static final String KEY =
            "a563656e641b0006522a6b25b000636b6579410166636c69656e7466636c69656e746963"
                    + "68616c6c656e676561636a7468756d627072696e74636a6b74";

    private static <T> String hex(Codec<T> codec, T row) {
        byte[] bytes = DagCbor.encode(codec.encode(row));
        T back = codec.decode((Value.Map) DagCbor.decode(bytes));
        assertThat(DagCbor.encode(codec.encode(back))).isEqualTo(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void keepsSessionsInOneForm() {
        RemoteSession session =
                new RemoteSession(
                        "id",
                        "client",
                        Did.parse("did:plc:a"),
                        new HeldKey(new byte[] {1}, "jkt"),
                        new Tokens(
                                new byte[] {2}, "h", Optional.of(new byte[] {3}), Optional.of(AT)),
                        List.of(new Former("f", AT)),
                        List.of("atproto"),
                        new Host(
                                Optional.of(URI.create("https://pds")),
                                Optional.of(URI.create("https://as"))),
                        true,
                        AT);

        assertThat(hex(new SessionCodec(), session)).isEqualTo(SESSION);
        assertThat(session.toString()).isEqualTo("RemoteSession[client/did:plc:a]");
    }

    @Test
    void keepsKeysInOneForm() {
        ProvisionedKey key =
                new ProvisionedKey("client", new byte[] {1}, "jkt", Optional.of("c"), AT);

        assertThat(hex(ProvisionedKey.CODEC, key)).isEqualTo(KEY);
    }
}
