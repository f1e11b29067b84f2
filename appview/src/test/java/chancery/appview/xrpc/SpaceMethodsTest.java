package chancery.appview.xrpc;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.setting.Feature;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Methods of spaces, which are not here.
final class SpaceMethodsTest {
    private static final String PATH = "/xrpc/dev.happyview.space.listSpaces";

    private final XrpcKit kit = new XrpcKit();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    @DisplayName("#78 a method of spaces says whether the flag is on, with and without a client")
    void saysWhetherTheFlagIsOn() {
        XrpcKit.Answer off = kit.get(PATH);
        kit.settings.set(Feature.SPACES.key(), "true");
        XrpcKit.Answer on = kit.get(PATH);
        kit.settings.set(Feature.SPACES.key(), "false");

        assertThat(off.status()).isEqualTo(404);
        assertThat(off.json().text("error")).contains("FeatureDisabled");
        assertThat(on.status()).isEqualTo(501);
        assertThat(on.json().text("error")).contains("MethodNotImplemented");
        assertThat(kit.get(PATH, "accept", "*/*").status()).isEqualTo(404);
    }

    @Test
    void leavesOtherNamesToTheChain() {
        assertThat(kit.get("/xrpc/dev.happyview.spaces", "accept", "*/*").status()).isEqualTo(501);
    }
}
