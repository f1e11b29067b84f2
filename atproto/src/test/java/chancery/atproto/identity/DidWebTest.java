package chancery.atproto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

/// Which names of did:web are asked for, and where.
class DidWebTest {
    @Test
    void findsDocumentsAtTheirHost() {
        assertThat(DidWeb.document(Did.parse("did:web:example.com"), DidWeb.Loopback.REFUSED))
                .contains(URI.create("https://example.com/.well-known/did.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "did:web:127.0.0.1%3A8443",
                "did:web:127.0.0.1",
                "did:web:localhost%3A1",
                "did:web:localhost",
                "did:web:a%2F..%2Fb",
                "did:web:%00",
                "did:web:%00.com",
                "did:web:example.com:user:alice",
                "did:web:example.com%3A8443",
                "did:web:com",
                "did:web:x.local",
                "did:web:x.internal",
                "did:web:x.LOCALHOST",
                "did:web:-x.com",
                "did:web:x..com",
                "did:webs:example.com",
                "did:plc:ybb3nd65wmz5u3sof2kuenwj"
            })
    void refusesEverythingElse(String did) {
        assertThat(DidWeb.document(Did.parse(did), DidWeb.Loopback.REFUSED)).isEmpty();
    }

    @Test
    void findsThisMachineWhenAllowed() {
        assertThat(DidWeb.document(Did.parse("did:web:localhost"), DidWeb.Loopback.ALLOWED))
                .contains(URI.create("http://localhost/.well-known/did.json"));
        assertThat(DidWeb.document(Did.parse("did:web:localhost%3A2583"), DidWeb.Loopback.ALLOWED))
                .contains(URI.create("http://localhost:2583/.well-known/did.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "did:web:localhost%3A0",
                "did:web:localhost%3A65536",
                "did:web:localhost%3A123456",
                "did:web:localhost%3A80%2Fx",
                "did:web:localhost%3Ax",
                "did:web:localhost%3A80:x",
                "did:web:127.0.0.1%3A8443"
            })
    void refusesPortsThatAreNoneOnThisMachineToo(String did) {
        assertThat(DidWeb.document(Did.parse(did), DidWeb.Loopback.ALLOWED)).isEmpty();
    }

    @Test
    void takesTheLastPort() {
        Did last = Did.parse("did:web:localhost%3A65535");

        assertThat(DidWeb.document(last, DidWeb.Loopback.ALLOWED)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.local",
                "x.arpa",
                "x.invalid",
                "x.localhost",
                "x.internal",
                "x.example",
                "x.alt",
                "x.ONION"
            })
    void knowsDomainsThatNameNothing(String handle) {
        assertThat(ReservedTlds.contain(Handle.parse(handle))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice.test", "local.com", "xlocal.net", "example.com"})
    void knowsDomainsThatNameSomething(String handle) {
        assertThat(ReservedTlds.contain(Handle.parse(handle))).isFalse();
    }
}
