package chancery.atproto.lexicon;

import static chancery.atproto.lexicon.GivenLexicons.json;
import static chancery.atproto.lexicon.GivenLexicons.lexicon;
import static chancery.atproto.lexicon.GivenLexicons.said;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

class ValidatorTest {
    private static final Nsid POST = new Nsid("app.bsky.feed.post");
    private static final Validator BUNDLED = new Validator(Catalog.bundled(), Strictness.STRICT);
    private static final String CID = "bafyreiclp443lavogvhj3d2ob2cxbfuscni2k5jk7bebjzg7khl3esabwq";
    private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";

    @Test
    void acceptsAPostAndLeavesItAsItIs() {
        Value.Map post =
                json(
                        """
                        {'$type':'app.bsky.feed.post','text':'hi','langs':['en'],'more':true,
                         'createdAt':'2026-11-21T12:00:00.000Z',
                         'embed':{'$type':'com.example.unheard#of','any':'thing'},
                         'facets':[{'index':{'byteStart':0,'byteEnd':1},
                           'features':[{'$type':'app.bsky.richtext.facet#tag','tag':'x'}]}]}
                        """);

        assertThat(BUNDLED.record(POST, post, "$.record")).isEqualTo(new Validation.Valid<>(post));
    }

    @Test
    void namesAMissingKeyAndItsPlace() {
        Value.Map post = json("{'$type':'app.bsky.feed.post','createdAt':'2026-11-21T12:00:00Z'}");

        assertThat(said(BUNDLED.record(POST, post, "$.record")))
                .isEqualTo("Missing required key \"text\" at $.record");
        assertThat(said(BUNDLED.record(POST, post, "$.writes[3].record")))
                .isEqualTo("Missing required key \"text\" at $.writes[3].record");
    }

    @Test
    void namesEveryIssueWithItsPlace() {
        Value.Map post =
                json(
                        """
                        {'$type':'app.bsky.feed.post','text':5,'createdAt':'yesterday',
                         'facets':[{'index':{'byteStart':-1,'byteEnd':1},'features':[]}]}
                        """);

        assertThat(said(BUNDLED.record(POST, post, "$.record")).split(", (?=[A-Zi])"))
                .containsExactlyInAnyOrder(
                        "Expected string value type (got 5) at $.record.text",
                        "Invalid datetime (got \"yesterday\") at $.record.createdAt",
                        "integer too small (minimum 0, got -1)"
                                + " at $.record.facets[0].index.byteStart");
    }

    @Test
    void countsTheTextOfAPostInGraphemesAndBytes() {
        String family = "👩‍👩‍👦‍👦";

        assertThat(said(post("a".repeat(300)))).isEmpty();
        assertThat(said(post(family.repeat(120)))).isEmpty();
        assertThat(said(post("a".repeat(301))))
                .isEqualTo("grapheme too big (maximum 300, got 301) at $.text");
        assertThat(said(post("é".repeat(1501))))
                .isEqualTo("string too big (maximum 3000, got 3002) at $.text");
    }

    private static Validation<Value.Map> post(String text) {
        Value.Map post = json("{'$type':'app.bsky.feed.post','createdAt':'2026-11-21T12:00:00Z'}");
        return BUNDLED.record(POST, post.with("text", new Value.Text(text)), "$");
    }

    @Test
    void wantsTheTypeOfTheCollection() {
        Value.Map post = json("{'text':'hi','createdAt':'2026-11-21T12:00:00Z'}");

        assertThat(said(BUNDLED.record(POST, post, "$.record")))
                .isEqualTo("Expected \"app.bsky.feed.post\" (got undefined) at $.record.$type");
        assertThat(said(BUNDLED.record(POST, post.with("$type", new Value.Text("a.b.c")), "$")))
                .isEqualTo("Expected \"app.bsky.feed.post\" (got \"a.b.c\") at $.$type");
        assertThat(said(BUNDLED.record(POST, post.with("$type", Value.Null.NULL), "$")))
                .isEqualTo("Expected \"app.bsky.feed.post\" (got null) at $.$type");
    }

    @Test
    void doesNotKnowOtherCollections() {
        Validation<Value.Map> unknown =
                BUNDLED.record(new Nsid("com.example.unheard"), Value.Map.EMPTY, "$");

        assertThat(unknown).isEqualTo(new Validation.Unknown<>("com.example.unheard"));
        assertThat(said(BUNDLED.record(new Nsid("app.bsky.feed.defs"), Value.Map.EMPTY, "$")))
                .isEqualTo("unknown app.bsky.feed.defs");
    }

    @Test
    void treatsMainAsTheTypeItself() {
        String reply = "{'$type':'app.bsky.embed.record#main','record':%s}";
        Value.Map right = json(reply.replace("%s", "{'uri':'at://a.test','cid':'" + CID + "'}"));
        Value.Map wrong = json(reply.replace("%s", "5"));

        assertThat(said(post("hi", right))).isEmpty();
        assertThat(said(post("hi", wrong)))
                .isEqualTo("Expected object value type (got 5) at $.embed.record");
    }

    private static Validation<Value.Map> post(String text, Value embed) {
        Value.Map post = json("{'$type':'app.bsky.feed.post','createdAt':'2026-11-21T12:00:00Z'}");
        return BUNDLED.record(
                POST, post.with("text", new Value.Text(text)).with("embed", embed), "$");
    }

    @Test
    void checksRecordKeysByTheirKind() {
        Nsid profile = new Nsid("app.bsky.actor.profile");
        Nsid service = new Nsid("com.atproto.lexicon.schema");

        assertThat(said(BUNDLED.recordKey(POST, new RecordKey("3jt5tsfbx2s2a")))).isEmpty();
        assertThat(said(BUNDLED.recordKey(POST, new RecordKey("self"))))
                .isEqualTo("Invalid TID string (got \"self\") at $");
        assertThat(said(BUNDLED.recordKey(profile, new RecordKey("self")))).isEmpty();
        assertThat(said(BUNDLED.recordKey(profile, new RecordKey("other"))))
                .isEqualTo("Expected \"self\" (got \"other\") at $");
        assertThat(said(BUNDLED.recordKey(service, new RecordKey("com.example.thing")))).isEmpty();
        assertThat(said(BUNDLED.recordKey(service, new RecordKey("thing"))))
                .isEqualTo("Invalid NSID (got \"thing\") at $");
        assertThat(said(BUNDLED.recordKey(new Nsid("a.b.c"), new RecordKey("thing"))))
                .isEqualTo("unknown a.b.c");
    }

    @Test
    void fillsDefaultsIntoInputsAtEveryDepth() {
        Validator validator =
                new Validator(
                        Catalog.EMPTY.with(
                                lexicon(
                                        "test.lexicon.act",
                                        """
                                        {'main':{'type':'procedure','input':{
                                          'encoding':'application/json','schema':{'type':'object',
                                          'properties':{'n':{'type':'integer','default':3},
                                            'all':{'type':'array','items':{'type':'ref',
                                              'ref':'#one'}}}}}},
                                         'one':{'type':'object','properties':{
                                            'on':{'type':'boolean','default':true},
                                            'name':{'type':'string','default':'x'}}}}
                                        """)),
                        Strictness.STRICT);

        assertThat(validator.input(new Nsid("test.lexicon.act"), json("{'all':[{'on':false},{}]}")))
                .isEqualTo(
                        new Validation.Valid<>(
                                json(
                                        """
                                        {'n':3,'all':[{'on':false,'name':'x'},{'on':true,
                                          'name':'x'}]}
                                        """)));
    }

    @Test
    void keepsAnInputThatLacksNothing() {
        Value body = json("{'repo':'" + DID + "','collection':'a.b.c','record':{'x':1}}");

        Validation<Value> found = BUNDLED.input(new Nsid("com.atproto.repo.createRecord"), body);

        assertThat(found).isInstanceOf(Validation.Valid.class);
        assertThat(((Validation.Valid<Value>) found).value()).isSameAs(body);
    }

    @Test
    void namesTheIssuesOfInputs() {
        Nsid create = new Nsid("com.atproto.repo.createRecord");
        Value body =
                json(
                        """
                        {'repo':'alice.test','collection':'a.b.c','rkey':'..',
                         'record':{},'swapCommit':null}
                        """);

        assertThat(said(BUNDLED.input(create, body)).split(", "))
                .containsExactlyInAnyOrder(
                        "Invalid record key (got \"..\") at $.rkey",
                        "Expected string value type (got null) at $.swapCommit");
        assertThat(said(BUNDLED.input(create, new Value.Array(List.of()))))
                .isEqualTo("Expected object value type (got []) at $");
    }

    @Test
    void takesNullOnlyWhereItMayStand() {
        Nsid put = new Nsid("com.atproto.repo.putRecord");
        Value.Map body = json("{'repo':'alice.test','collection':'a.b.c','rkey':'x','record':{}}");

        assertThat(said(BUNDLED.input(put, body.with("swapRecord", Value.Null.NULL)))).isEmpty();
        assertThat(said(BUNDLED.input(put, body.with("swapCommit", Value.Null.NULL))))
                .isEqualTo("Expected string value type (got null) at $.swapCommit");
    }

    @Test
    void refusesWritesThatAreNoneOfTheThree() {
        Nsid apply = new Nsid("com.atproto.repo.applyWrites");
        Value body =
                json(
                        """
                        {'repo':'alice.test','writes':[
                          {'$type':'com.atproto.repo.applyWrites#delete','collection':'a.b.c',
                            'rkey':'x'},
                          {'$type':'com.atproto.repo.applyWrites#move'}]}
                        """);

        assertThat(said(BUNDLED.input(apply, body)))
                .startsWith("Expected one of \"com.atproto.repo.applyWrites#create\", ")
                .endsWith("(got \"com.atproto.repo.applyWrites#move\") at $.writes[1].$type");
    }

    @Test
    void checksOutputs() {
        Nsid resolve = new Nsid("com.atproto.identity.resolveHandle");

        assertThat(said(BUNDLED.output(resolve, json("{'did':'" + DID + "'}")))).isEmpty();
        assertThat(said(BUNDLED.output(resolve, json("{'did':'x'}"))))
                .isEqualTo("Invalid DID (got \"x\") at $.did");
        assertThat(said(BUNDLED.output(POST, Value.Map.EMPTY)))
                .isEqualTo("unknown app.bsky.feed.post");
        assertThat(said(BUNDLED.input(resolve, Value.Map.EMPTY))).startsWith("unknown");
    }

    @Test
    void saysWhichReferenceLeadsNowhere() {
        Validator validator =
                GivenLexicons.property("{'type':'ref','ref':'com.example.elsewhere#thing'}");

        assertThat(said(validator, Value.Map.EMPTY))
                .isEqualTo("unknown com.example.elsewhere#thing");
    }

    @Test
    void reportsAtMostAsManyIssuesAsTheLimitSays() {
        LexiconLimits limits = LexiconLimits.STANDARD;
        Validator validator = GivenLexicons.property("{'type':'array','items':{'type':'null'}}");

        assertThat(issues(validator, limits.issuesMax() - 1)).isEqualTo(limits.issuesMax() - 1);
        assertThat(issues(validator, limits.issuesMax())).isEqualTo(limits.issuesMax());
        assertThat(issues(validator, limits.issuesMax() + 1)).isEqualTo(limits.issuesMax());
    }

    private static long issues(Validator validator, int wrong) {
        Value items = new Value.Array(Collections.nCopies(wrong, new Value.Bool(true)));
        return said(validator, items).split(", Expected").length;
    }

    @Test
    void goesNoDeeperThanTheLimitSays() {
        int max = LexiconLimits.STANDARD.depthMax();
        Validator validator =
                new Validator(
                        Catalog.EMPTY.with(
                                lexicon(
                                        "test.lexicon.chain",
                                        """
                                        {'main':{'type':'object','properties':{
                                           'v':{'type':'ref','ref':'test.lexicon.chain'}}}}
                                        """)),
                        Strictness.STRICT);

        assertThat(said(validator.value("test.lexicon.chain", chain(max - 1), "$"))).isEmpty();
        assertThat(said(validator.value("test.lexicon.chain", chain(max), "$"))).isEmpty();
        assertThat(said(validator.value("test.lexicon.chain", chain(max + 1), "$")))
                .startsWith("Expected at most 32 levels of values at $.v.v.");
    }

    private static Value chain(int length) {
        Value value = Value.Map.EMPTY;
        for (int i = 0; i < length; i++) {
            value = Value.Map.of("v", value);
        }
        return value;
    }

    @Test
    void writesPlacesAsPathsOfJson() {
        Validator validator =
                new Validator(
                        Catalog.EMPTY.with(
                                lexicon(
                                        "test.lexicon.keys",
                                        List.of("plain_1", "$dollar", "with-hyphen", "1st", "")
                                                .stream()
                                                .map(key -> "'" + key + "':{'type':'null'}")
                                                .collect(
                                                        Collectors.joining(
                                                                ",",
                                                                "{'main':{'type':'object','properties':{",
                                                                "}}}")))),
                        Strictness.STRICT);
        Value.Map value = json("{'plain_1':1,'$dollar':1,'with-hyphen':1,'1st':1,'':1}");

        Validation<Value> found = validator.value("test.lexicon.keys", value, "$");

        assertThat(((Validation.Invalid<Value>) found).issues())
                .extracting(Validation.Issue::path)
                .containsExactlyInAnyOrder(
                        "$.plain_1", "$.$dollar", "$[\"with-hyphen\"]", "$[\"1st\"]", "$[\"\"]");
    }
}
