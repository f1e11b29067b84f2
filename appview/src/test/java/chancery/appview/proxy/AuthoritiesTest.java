package chancery.appview.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.proxy.Authorities.Answer;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class AuthoritiesTest {
    private static final Nsid METHOD = Nsid.parse("com.example.feed.get");
    private static final Did DID = Did.parse("did:plc:authority");

    private final List<String> asked = new ArrayList<>();
    private List<String> records = List.of("v=spf1", "did=" + DID.value());
    private Optional<DidDocument> document = Optional.of(document("https://pds.example"));
    private long nanos;

    private final Authorities authorities = new Authorities(this::txt, _ -> document, () -> nanos);

    private List<String> txt(String name) {
        asked.add(name);
        if (records.isEmpty()) {
            throw new FetchException("no name server");
        }
        return records;
    }

    private static DidDocument document(String host) {
        String json =
                """
                {"id":"%s","service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer",
                 "serviceEndpoint":"%s"}]}
                """
                        .formatted(DID.value(), host);
        return DidDocument.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsTheHostOfWhomTheDomainNames() {
        assertThat(authorities.find(METHOD))
                .isEqualTo(new Answer.Found(DID, URI.create("https://pds.example")));
        assertThat(asked).containsExactly("_lexicon.feed.example.com");
    }

    @Test
    void remembersWhatWasFoundForTenMinutes() {
        authorities.find(METHOD);
        nanos += Duration.ofMinutes(9).toNanos();
        authorities.find(Nsid.parse("com.example.feed.other"));
        assertThat(asked).hasSize(1);

        nanos += Duration.ofMinutes(2).toNanos();
        authorities.find(METHOD);
        assertThat(asked).hasSize(2);
    }

    @Test
    void remembersThatNothingWasFoundForHalfAMinute() {
        records = List.of("v=spf1", "did=nonsense");
        assertThat(authorities.find(METHOD))
                .isEqualTo(
                        new Answer.Missing(
                                "no did= TXT record found at _lexicon.feed.example.com"));

        records = List.of("did=" + DID.value());
        assertThat(authorities.find(METHOD)).isInstanceOf(Answer.Missing.class);
        nanos += Duration.ofSeconds(31).toNanos();
        assertThat(authorities.find(METHOD)).isInstanceOf(Answer.Found.class);
    }

    @Test
    void saysWhatIsMissing() {
        records = List.of();
        assertThat(authorities.find(METHOD))
                .isEqualTo(
                        new Answer.Missing("DNS TXT lookup failed for _lexicon.feed.example.com"));
    }

    @Test
    void saysThatThereIsNoHost() {
        document = Optional.of(document("ftp://pds.example"));

        assertThat(authorities.find(METHOD))
                .isEqualTo(new Answer.Missing("no host found for did:plc:authority"));
    }
}
