package chancery.web.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.net.FetchException;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A name server that the operator named, on loopback.
final class GuardedDnsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void asksTheServerThatWasNamed() throws IOException {
        try (DatagramSocket server = server()) {
            GuardedDns dns = GuardedDns.of(address(server), TIMEOUT);

            assertThat(dns.txt("_lexicon.example.test")).containsExactly("did=did:web:a.test");
            assertThat(dns.addresses("example.test"))
                    .containsExactly(InetAddress.ofLiteral("127.0.0.9"));
            assertThat(dns.txt("nobody.test")).isEmpty();
        }
    }

    @Test
    void saysThatNobodyAnswered() throws IOException {
        try (DatagramSocket silent = socket()) {
            GuardedDns dns = GuardedDns.of(address(silent), Duration.ofMillis(50));

            assertThatThrownBy(() -> dns.txt("example.test"))
                    .isInstanceOf(FetchException.class)
                    .hasMessage("no name server answered for example.test");
        }
    }

    private static DatagramSocket socket() throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /// Answers until it is closed.
    private static DatagramSocket server() throws IOException {
        DatagramSocket socket = socket();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                while (true) {
                                    answer(socket);
                                }
                            } catch (IOException _) {
                                // closed
                            }
                        });
        return socket;
    }

    private static void answer(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        Message asked = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        Message answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(asked.getQuestion(), Section.QUESTION);
        List<Record> known = known(asked.getQuestion());
        known.forEach(record -> answer.addRecord(record, Section.ANSWER));
        answer.getHeader().setRcode(known.isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR);
        byte[] bytes = answer.toWire();
        socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
    }

    private static List<Record> known(Record question) {
        Name name = question.getName();
        return switch (name + " " + Type.string(question.getType())) {
            case "_lexicon.example.test. TXT" ->
                    List.of(new TXTRecord(name, DClass.IN, 60, "did=did:web:a.test"));
            case "example.test. A" ->
                    List.of(new ARecord(name, DClass.IN, 60, InetAddress.ofLiteral("127.0.0.9")));
            default -> List.of();
        };
    }
}
