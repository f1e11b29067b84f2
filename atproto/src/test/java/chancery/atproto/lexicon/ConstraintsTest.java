package chancery.atproto.lexicon;

import static chancery.atproto.lexicon.GivenLexicons.property;
import static chancery.atproto.lexicon.GivenLexicons.said;
import static chancery.atproto.lexicon.GivenLexicons.value;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.data.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every type and constraint, at its edge, with the text of its issue.
class ConstraintsTest {
    private static final String CBOR =
            "{'$link':'bafyreiclp443lavogvhj3d2ob2cxbfuscni2k5jk7bebjzg7khl3esabwq'}";
    private static final String RAW =
            "{'$link':'bafkreiclp443lavogvhj3d2ob2cxbfuscni2k5jk7bebjzg7khl3esabwq'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'type':'null'}                       | null
                    {'type':'boolean'}                    | false
                    {'type':'boolean','const':true}       | true
                    {'type':'integer'}                    | 9007199254740991
                    {'type':'integer','minimum':2}        | 2
                    {'type':'integer','maximum':2}        | 2
                    {'type':'integer','enum':[1,3]}       | 3
                    {'type':'integer','const':7}          | 7
                    {'type':'string'}                     | ''
                    {'type':'string','minLength':3}       | 'aé'
                    {'type':'string','maxLength':3}       | 'aé'
                    {'type':'string','minGraphemes':2}    | 'ae\u0301'
                    {'type':'string','maxGraphemes':2}    | 'ae\u0301'
                    {'type':'string','enum':['a','b']}    | 'b'
                    {'type':'string','const':'a'}         | 'a'
                    {'type':'string','knownValues':['a']} | 'z'
                    {'type':'bytes','minLength':2}        | {'$bytes':'AAA'}
                    {'type':'bytes','maxLength':2}        | {'$bytes':'AAA'}
                    {'type':'array','items':{'type':'integer'},'minLength':1} | [1]
                    {'type':'array','items':{'type':'integer'},'maxLength':1} | [1]
                    {'type':'object','properties':{}}     | {'more':1}
                    {'type':'unknown'}                    | {'a':{'b':1.0}}
                    {'type':'ref','ref':'#token'}         | 'test.lexicon.shape#token'
                    {'type':'ref','ref':'#other'}         | {'n':1}
                    {'type':'ref','ref':'#other'} \
                        | {'$type':'test.lexicon.shape#other','n':1}
                    {'type':'ref','ref':'#list'}          | [{'n':1}]
                    {'type':'union','refs':['#other']} \
                        | {'$type':'test.lexicon.shape#other','n':1}
                    {'type':'union','refs':['#other']}    | {'$type':'test.any.thing','n':'x'}
                    {'type':'union','refs':[]}            | {'$type':'test.any.thing'}
                    """)
    void acceptsWhatTheSchemaAllows(String schema, String given) {
        assertThat(said(property(schema), value(given))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'type':'null'} \
                        | 1 | Expected null value type (got 1) at $.v
                    {'type':'boolean'} \
                        | 'true' | Expected boolean value type (got "true") at $.v
                    {'type':'boolean'} \
                        | null | Expected boolean value type (got null) at $.v
                    {'type':'boolean','const':true} \
                        | false | Expected true (got false) at $.v
                    {'type':'boolean','const':true}    | 1        | Expected true (got 1) at $.v
                    {'type':'integer'} \
                        | '1' | Expected integer value type (got "1") at $.v
                    {'type':'integer'} \
                        | true | Expected integer value type (got true) at $.v
                    {'type':'integer','minimum':2} \
                        | 1 | integer too small (minimum 2, got 1) at $.v
                    {'type':'integer','maximum':2} \
                        | 3 | integer too big (maximum 2, got 3) at $.v
                    {'type':'integer','enum':[1,3]} \
                        | 2 | Expected one of 1 or 3 (got 2) at $.v
                    {'type':'integer','enum':[1,3,5]} \
                        | 'x' | Expected one of 1, 3 or 5 (got "x") at $.v
                    {'type':'integer','const':7}       | 8        | Expected 7 (got 8) at $.v
                    {'type':'string'} \
                        | 5 | Expected string value type (got 5) at $.v
                    {'type':'string'} \
                        | [1,2,3] | Expected string value type (got [1, 2, ...]) at $.v
                    {'type':'string'} \
                        | {'a':1,'b':2} \
                        | Expected string value type (got {"a": ..., "b": ...}) at $.v
                    {'type':'string'} \
                        | {'$bytes':'AAA'} | Expected string value type (got object) at $.v
                    {'type':'string','minLength':4} \
                        | 'aé' | string too small (minimum 4, got 3) at $.v
                    {'type':'string','maxLength':2} \
                        | 'aé' | string too big (maximum 2, got 3) at $.v
                    {'type':'string','minGraphemes':3} \
                        | 'ae\u0301' | grapheme too small (minimum 3, got 2) at $.v
                    {'type':'string','maxGraphemes':1} \
                        | 'ae\u0301' | grapheme too big (maximum 1, got 2) at $.v
                    {'type':'string','enum':['a','b']} \
                        | 'c' | Expected one of "a" or "b" (got "c") at $.v
                    {'type':'string','const':'a'}      | null     | Expected "a" (got null) at $.v
                    {'type':'bytes'} \
                        | 'AAA' | Expected bytes value type (got "AAA") at $.v
                    {'type':'bytes','minLength':3} \
                        | {'$bytes':'AAA'} | bytes too small (minimum 3, got 2) at $.v
                    {'type':'bytes','maxLength':1} \
                        | {'$bytes':'AAA'} | bytes too big (maximum 1, got 2) at $.v
                    {'type':'cid-link'} \
                        | 'bafy' | Expected cid value type (got "bafy") at $.v
                    {'type':'array','items':{'type':'integer'}} \
                        | {} | Expected array value type (got {}) at $.v
                    {'type':'array','items':{'type':'integer'}} \
                        | [1,'a'] | Expected integer value type (got "a") at $.v[1]
                    {'type':'array','items':{'type':'integer'},'minLength':2} \
                        | [1] | array too small (minimum 2, got 1) at $.v
                    {'type':'array','items':{'type':'integer'},'maxLength':1} \
                        | [1,2] | array too big (maximum 1, got 2) at $.v
                    {'type':'object','properties':{}} \
                        | [] | Expected object value type (got []) at $.v
                    {'type':'unknown'} \
                        | 'a' | Expected object value type (got "a") at $.v
                    {'type':'unknown'} \
                        | [1] | Expected object value type (got [1]) at $.v
                    {'type':'ref','ref':'#token'} \
                        | 5 | Expected token value type (got 5) at $.v
                    {'type':'ref','ref':'#token'} \
                        | 'x' | Expected "test.lexicon.shape#token" (got "x") at $.v
                    {'type':'ref','ref':'#other'} \
                        | {} | Missing required key "n" at $.v
                    {'type':'ref','ref':'#other'} \
                        | {'$type':'x.y.z','n':1} \
                        | Expected "test.lexicon.shape#other" (got "x.y.z") at $.v.$type
                    {'type':'ref','ref':'#list'} \
                        | [{'n':'a'}] | Expected integer value type (got "a") at $.v[0].n
                    {'type':'union','refs':['#other']} \
                        | 5 \
                        | Expected an object which includes the "$type" property value type (got 5) at $.v
                    {'type':'union','refs':['#other']} \
                        | {} \
                        | Expected an object which includes the "$type" property value type (got {}) at $.v
                    {'type':'union','refs':['#other']} \
                        | {'$type':'test.lexicon.shape#other'} | Missing required key "n" at $.v
                    {'type':'union','refs':['#other'],'closed':true} \
                        | {'$type':'x.y.z'} \
                        | Expected "test.lexicon.shape#other" (got "x.y.z") at $.v.$type
                    """)
    void saysWhatIsWrongAndWhere(String schema, String given, String message) {
        assertThat(said(property(schema), value(given))).isEqualTo(message);
    }

    @Test
    void refusesIntegersThatAreNotSafe() {
        Validator validator = property("{'type':'integer'}");

        assertThat(said(validator, new Value.Int(1L << 53)))
                .isEqualTo("Expected integer value type (got 9007199254740992) at $.v");
        assertThat(said(validator, new Value.Int(-(1L << 53))))
                .isEqualTo("Expected integer value type (got -9007199254740992) at $.v");
    }

    @Test
    void acceptsBlobsOfTheRightKindAndSize() {
        Validator validator =
                property("{'type':'blob','accept':['image/*','text/plain'],'maxSize':10}");

        assertThat(said(validator, blob(RAW, "image/png", 10))).isEmpty();
        assertThat(said(validator, blob(RAW, "text/plain", 0))).isEmpty();
        assertThat(said(property("{'type':'blob','accept':['*/*']}"), blob(RAW, "a/b", 99)))
                .isEmpty();
    }

    @Test
    void refusesBlobsOfAnotherKindOrSize() {
        Validator validator =
                property("{'type':'blob','accept':['image/*','text/plain'],'maxSize':10}");

        assertThat(said(validator, blob(RAW, "image/png", 11)))
                .isEqualTo("blob too big (maximum 10, got 11) at $.v");
        assertThat(said(validator, blob(RAW, "imagery/png", 1)))
                .isEqualTo(
                        "Expected one of \"image/*\" or \"text/plain\" (got \"imagery/png\")"
                                + " at $.v.mimeType");
        assertThat(said(validator, blob(RAW, "png", 1))).startsWith("Expected blob value type");
        assertThat(said(validator, blob(RAW, "image/png", -1)))
                .startsWith("Expected blob value type");
        assertThat(said(validator, blob(CBOR, "image/png", 1)))
                .startsWith("Expected blob value type");
    }

    @Test
    void refusesBlobsWithOtherMembers() {
        Value.Map blob = (Value.Map) blob(RAW, "image/png", 1);
        Validator validator = property("{'type':'blob'}");

        assertThat(said(validator, blob.with("more", new Value.Int(1))))
                .startsWith("Expected blob value type");
        assertThat(said(validator, blob.without("size"))).startsWith("Expected blob value type");
        assertThat(said(validator, blob.without("$type"))).startsWith("Expected blob value type");
        assertThat(said(property("{'type':'unknown'}"), blob))
                .startsWith("Expected object value type");
    }

    @Test
    void toleratesOldBlobsWhenLenient() {
        Validator lenient =
                property("{'type':'blob','accept':['image/*'],'maxSize':10}", Strictness.LENIENT);
        String cid = "bafkreiclp443lavogvhj3d2ob2cxbfuscni2k5jk7bebjzg7khl3esabwq";
        Value.Map legacy = Value.Map.builder().put("cid", cid).put("mimeType", "image/png").build();

        assertThat(said(lenient, blob(CBOR, "video/mp4", 99))).isEmpty();
        assertThat(said(lenient, blob(RAW, "image/png", -1))).isEmpty();
        assertThat(said(lenient, legacy)).isEmpty();
        assertThat(said(lenient, legacy.with("size", new Value.Int(1))))
                .startsWith("Expected blob value type");
        assertThat(said(property("{'type':'blob'}"), legacy))
                .startsWith("Expected blob value type");
    }

    @Test
    void acceptsLinks() {
        assertThat(said(property("{'type':'cid-link'}"), value(CBOR))).isEmpty();
        assertThat(said(property("{'type':'cid-link'}"), value(RAW))).isEmpty();
    }

    private static Value blob(String ref, String mimeType, long size) {
        return GivenLexicons.json("{'ref':" + ref + "}")
                .with("$type", new Value.Text("blob"))
                .with("mimeType", new Value.Text(mimeType))
                .with("size", new Value.Int(size));
    }
}
