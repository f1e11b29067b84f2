package chancery.atproto.lexicon;

import static chancery.atproto.lexicon.GivenLexicons.json;
import static chancery.atproto.lexicon.GivenLexicons.lexicon;
import static chancery.atproto.lexicon.GivenLexicons.said;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class ParametersTest {
    private static final Nsid ASK = new Nsid("test.lexicon.ask");
    private static final Validator VALIDATOR =
            new Validator(
                    Catalog.EMPTY.with(
                            lexicon(
                                    ASK.value(),
                                    """
                                    {'main':{'type':'query','parameters':{'type':'params',
                                      'required':['who'],
                                      'properties':{
                                        'who':{'type':'string','format':'at-identifier'},
                                        'limit':{'type':'integer','minimum':1,'maximum':100,
                                          'default':50},
                                        'on':{'type':'boolean'},
                                        'size':{'type':'integer','enum':[1,2]},
                                        'sort':{'type':'string','enum':['a','b']},
                                        'free':{'type':'unknown'},
                                        'ids':{'type':'array','maxLength':2,
                                          'items':{'type':'integer'}},
                                        'names':{'type':'array','items':{'type':'string'}}}}}}
                                    """)),
                    Strictness.STRICT);

    @Test
    void makesValuesOfTexts() {
        assertThat(
                        params(
                                Map.of(
                                        "who", List.of("alice.test"),
                                        "limit", List.of("-0", ""),
                                        "unheard", List.of("x"))))
                .isEqualTo("integer too small (minimum 1, got 0) at $.limit");
        assertThat(
                        VALIDATOR.params(
                                ASK,
                                Map.of(
                                        "who", List.of("alice.test"),
                                        "limit", List.of("007"),
                                        "on", List.of("false"),
                                        "size", List.of("2"),
                                        "free", List.of("5"),
                                        "ids", List.of("1", "-2"),
                                        "names", List.of("only"))))
                .isEqualTo(
                        new Validation.Valid<>(
                                json(
                                        """
                                        {'who':'alice.test','limit':7,'on':false,'size':2,
                                          'free':'5',
                                         'ids':[1,-2],'names':['only']}
                                        """)));
    }

    @Test
    void appliesDefaultsAndDropsWhatItDoesNotKnow() {
        assertThat(
                        VALIDATOR.params(
                                ASK, Map.of("who", List.of("alice.test"), "unheard", List.of("x"))))
                .isEqualTo(new Validation.Valid<>(json("{'who':'alice.test','limit':50}")));
    }

    @Test
    void takesEmptyTextsAsAbsent() {
        assertThat(params(Map.of("who", List.of(""))))
                .isEqualTo("Missing required key \"who\" at $");
        assertThat(
                        VALIDATOR.params(
                                ASK, Map.of("who", List.of("", "a.test"), "limit", List.of(""))))
                .isEqualTo(new Validation.Valid<>(json("{'who':'a.test','limit':50}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    limit | ten  | Expected integer value type (got "ten") at $.limit
                    limit | 1.0  | Expected integer value type (got "1.0") at $.limit
                    limit | +1   | Expected integer value type (got "+1") at $.limit
                    limit | -    | Expected integer value type (got "-") at $.limit
                    limit | 0    | integer too small (minimum 1, got 0) at $.limit
                    limit | 101  | integer too big (maximum 100, got 101) at $.limit
                    limit \
                        | 99999999999999999 \
                        | Expected integer value type (got 99999999999999999) at $.limit
                    limit \
                        | 9999999999999999999999 \
                        | Expected integer value type (got "9999999999999999999999") at $.limit
                    on    | 1    | Expected boolean value type (got "1") at $.on
                    on    | True | Expected boolean value type (got "True") at $.on
                    size  | 3    | Expected one of 1 or 2 (got 3) at $.size
                    sort  | c    | Expected one of "a" or "b" (got "c") at $.sort
                    ids   | x    | Expected integer value type (got "x") at $.ids[0]
                    """)
    void saysWhatIsWrong(String name, String text, String message) {
        assertThat(params(Map.of("who", List.of("a.test"), name, List.of(text))))
                .isEqualTo(message);
    }

    @Test
    void refusesMoreThanOneWhereOneIsMeant() {
        assertThat(params(Map.of("who", List.of("a.test"), "limit", List.of("1", "2"))))
                .isEqualTo("Expected integer value type (got [1, 2]) at $.limit");
        assertThat(params(Map.of("who", List.of("a.test"), "ids", List.of("1", "2", "3"))))
                .isEqualTo("array too big (maximum 2, got 3) at $.ids");
    }

    @Test
    void readsMethodsOfEveryKindAndNothingElse() {
        Catalog bundled = Catalog.bundled();
        Validator validator = new Validator(bundled, Strictness.STRICT);

        assertThat(validator.params(new Nsid("com.atproto.server.describeServer"), Map.of()))
                .isEqualTo(new Validation.Valid<>(Value.Map.EMPTY));
        assertThat(
                        validator.params(
                                new Nsid("com.atproto.sync.subscribeRepos"),
                                Map.of("cursor", List.of("5"))))
                .isEqualTo(new Validation.Valid<>(json("{'cursor':5}")));
        assertThat(validator.params(new Nsid("app.bsky.feed.post"), Map.of()))
                .isEqualTo(new Validation.Unknown<>("app.bsky.feed.post"));
    }

    private static String params(Map<String, List<String>> query) {
        return said(VALIDATOR.params(ASK, query));
    }
}
