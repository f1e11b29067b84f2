"""The Python client of the records API at a development server: what it makes, writes, asks,
follows and deletes, and the errors that it raises.

BASE_URL=... python check.py
"""

import json
import os
import time
import unittest
import warnings
from itertools import count
from urllib.request import Request, urlopen

from cognite.client import ClientConfig, CogniteClient, global_config
from cognite.client.credentials import OAuthClientCredentials, Token
from cognite.client.data_classes import filters
from cognite.client.data_classes.data_modeling import (
    ContainerApply,
    ContainerProperty,
    Float64,
    Int32,
    SpaceApply,
    Text,
)
from cognite.client.data_classes.data_modeling.records import (
    RecordContainerId,
    RecordId,
    RecordSource,
    RecordSourceSelector,
    RecordWrite,
    TimeRange,
)
from cognite.client.data_classes.data_modeling.streams import (
    StreamTemplate,
    StreamWrite,
    StreamWriteSettings,
)
from cognite.client.exceptions import (
    CogniteAPIError,
    CogniteDuplicatedError,
    CogniteNotFoundError,
    CogniteOAuthError,
    CogniteProjectAccessError,
)

BASE_URL = os.environ["BASE_URL"].rstrip("/").replace("localhost", "127.0.0.1")
SPACE = "py_checks"
LIVE = "py-live"
ARCHIVE = "py-archive"
ALARM = RecordContainerId(SPACE, "alarm")
SOURCES = [RecordSourceSelector(source=ALARM, properties=["*"])]

global_config.disable_pypi_version_check = True
global_config.max_retries = 0
warnings.filterwarnings("ignore")
numbers = count(1)


def client(credentials=None, project="dev"):
    return CogniteClient(
        ClientConfig(
            client_name="checks",
            project=project,
            base_url=BASE_URL,
            credentials=credentials or Token("dev"),
        )
    )


def robot(secret):
    return OAuthClientCredentials(
        token_url=BASE_URL + "/api/v1/token", client_id="dev", client_secret=secret, scopes=["all"]
    )


def fresh(mark):
    return f"{mark}-{next(numbers)}"


def alarm(external_id, group, severity, container=ALARM):
    properties = {"group": group, "severity": severity, "level": severity / 2}
    return RecordWrite(SPACE, external_id, [RecordSource(container, properties)])


def prop(name):
    return [SPACE, "alarm", name]


def of_group(group):
    return filters.Equals(prop("group"), group)


def severities(records):
    return sorted(record.properties[SPACE]["alarm"]["severity"] for record in records)


def an_hour_ago():
    return TimeRange(gt=int(time.time() * 1000) - 3_600_000)


def stream_of(external_id, template):
    return StreamWrite(external_id, StreamWriteSettings(StreamTemplate(template)))


class Checks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.models = client().data_modeling
        cls.records = cls.models.records
        cls.models.spaces.apply(SpaceApply(SPACE, name="Checks", description="of a client"))
        cls.models.containers.apply(
            ContainerApply(
                SPACE,
                "alarm",
                properties={
                    "group": ContainerProperty(Text(), nullable=False),
                    "severity": ContainerProperty(Int32()),
                    "level": ContainerProperty(Float64()),
                },
                name="Alarm",
                used_for="record",
            )
        )
        cls.live = cls.models.streams.create(stream_of(LIVE, "BasicLiveData"))
        cls.models.streams.create(stream_of(ARCHIVE, "ImmutableTestStream"))

    def find(self, group, stream=LIVE, **more):
        return self.records.filter(
            stream_id=stream, sources=SOURCES, filter=of_group(group), limit=100, **more
        )

    def fails(self, status, kind, work):
        with self.assertRaises(kind) as caught:
            work()
        self.assertEqual(caught.exception.code, status, caught.exception)
        return caught.exception

    def test_finds_what_was_declared(self):
        self.assertEqual(self.models.spaces.retrieve(SPACE).name, "Checks")
        self.assertIn(SPACE, [one.space for one in self.models.spaces.list(limit=-1)])
        container = self.models.containers.retrieve((SPACE, "alarm"))
        self.assertEqual(container.used_for, "record")
        self.assertEqual(container.properties["severity"].type, Int32())
        self.assertFalse(container.properties["group"].nullable)
        listed = self.models.containers.list(space=SPACE, limit=-1)
        self.assertEqual([one.external_id for one in listed], ["alarm"])

    def test_finds_streams(self):
        self.assertEqual(self.live.type, "Mutable")
        found = self.models.streams.retrieve(LIVE, include_statistics=True)
        self.assertIsNotNone(found.settings.limits.max_records_total.consumed)
        listed = [one.external_id for one in self.models.streams.list()]
        self.assertTrue({LIVE, ARCHIVE} <= set(listed), listed)
        self.assertIsNone(self.models.streams.retrieve("not-there"))

    def test_ingests_into_an_immutable_stream(self):
        group = fresh("archived")
        items = [alarm(f"{group}-{i}", group, i) for i in range(3)]
        self.records.ingest(items, stream_id=ARCHIVE)
        self.records.ingest(items, stream_id=ARCHIVE)

        found = self.find(group, ARCHIVE, last_updated_time=an_hour_ago())

        self.assertEqual(severities(found), [0, 1, 2])
        self.fails(400, CogniteAPIError, lambda: self.find(group, ARCHIVE))

    def test_writes_more_than_one_request_holds(self):
        group = fresh("many")
        items = [alarm(f"{group}-{i}", group, i) for i in range(2_500)]
        self.records.upsert(items, stream_id=LIVE)

        total = self.records.aggregate(
            stream_id=LIVE, aggregates={"n": {"count": {}}}, filter=of_group(group)
        )

        self.assertEqual(total["n"].value, 2_500)

    def test_upserts_and_deletes(self):
        group = fresh("changed")
        self.records.upsert(alarm(group, group, 1), stream_id=LIVE)
        [first] = self.find(group)
        self.records.upsert(alarm(group, group, 2), stream_id=LIVE)
        [second] = self.find(group)

        self.assertEqual(severities([first, second]), [1, 2])
        self.assertEqual(first.created_time, second.created_time)
        self.assertGreater(second.last_updated_time, first.last_updated_time)

        gone = [RecordId(SPACE, group), RecordId(SPACE, "never")]
        self.records.delete(gone, stream_id=LIVE)
        self.assertEqual(len(self.find(group)), 0)

    def test_filters_with_all_its_words(self):
        group = fresh("filtered")
        items = [alarm(f"{group}-{i}", group, i) for i in range(10)]
        self.records.ingest(items, stream_id=LIVE)
        severity = prop("severity")
        asked = {
            "range": (filters.Range(severity, gt=2, lte=4), [3, 4]),
            "in": (filters.In(severity, [1, 2]), [1, 2]),
            "or": (filters.Equals(severity, 1) | filters.Equals(severity, 8), [1, 8]),
            "not": (~filters.Range(severity, lt=8), [8, 9]),
            "prefix": (filters.Prefix(prop("group"), group) & filters.Equals(severity, 5), [5]),
            "exists": (filters.Exists(severity) & filters.Equals(severity, 6), [6]),
            "no value": (filters.IsNull(severity), []),
            "external id": (filters.Equals(["externalId"], f"{group}-7"), [7]),
        }

        for name, (said, expected) in asked.items():
            with self.subTest(name):
                found = self.records.filter(
                    stream_id=LIVE, sources=SOURCES, filter=of_group(group) & said, limit=100
                )
                self.assertEqual(severities(found), expected)

    def sync(self, said, **begin):
        return list(
            self.records.sync(stream_id=LIVE, filter=said, sources=SOURCES, chunk_size=2, **begin)
        )

    def test_follows_to_the_end_and_resumes(self):
        group = fresh("followed")
        names = [f"{group}-{i}" for i in range(5)]
        self.records.ingest([alarm(n, group, i) for i, n in enumerate(names)], stream_id=LIVE)
        said = filters.In(["externalId"], names)

        pages = self.sync(said, initialize_cursor="5m-ago")

        seen = [one for page in pages for one in page]
        self.assertEqual([one.external_id for one in seen], names)
        self.assertEqual({one.status for one in seen}, {"created"})
        self.assertEqual([page.has_next for page in pages[-2:]], [True, False])
        [rest] = self.sync(said, cursor=pages[1].cursor)
        self.assertEqual([one.external_id for one in rest], names[4:])

        self.records.upsert(alarm(names[3], group, 9), stream_id=LIVE)
        self.records.delete(RecordId(SPACE, names[1]), stream_id=LIVE)
        [later] = self.sync(said, cursor=pages[-1].cursor)
        self.assertEqual(
            [(one.external_id, one.status) for one in later],
            [(names[3], "updated"), (names[1], "deleted")],
        )
        self.assertEqual([len(page) for page in self.sync(said, cursor=later.cursor)], [0])
        self.fails(400, CogniteAPIError, lambda: self.sync(said, cursor="made-up"))

    def test_aggregates(self):
        group = fresh("summed")
        items = [alarm(f"{group}-{i}", group, i * 10) for i in (1, 2, 3)]
        self.records.ingest(items, stream_id=LIVE)
        severity = prop("severity")

        found = self.records.aggregate(
            stream_id=LIVE,
            filter=of_group(group),
            last_updated_time=an_hour_ago(),
            include_typing=True,
            aggregates={
                "sum": {"sum": {"property": severity}},
                "mean": {"avg": {"property": severity}},
                "most": {"max": {"property": severity}},
                "groups": {
                    "uniqueValues": {
                        "property": prop("group"),
                        "aggregates": {"least": {"min": {"property": severity}}},
                    }
                },
                "steps": {
                    "numberHistogram": {
                        "property": severity,
                        "interval": 10,
                        "aggregates": {
                            "run": {
                                "movingFunction": {
                                    "bucketsPath": "_count",
                                    "window": 2,
                                    "function": "MovingFunctions.sum",
                                }
                            }
                        },
                    }
                },
            },
        )

        self.assertEqual([found[name].value for name in ("sum", "mean", "most")], [60, 20, 30])
        [unique] = found["groups"].buckets
        self.assertEqual((unique.value, unique.count), (group, 3))
        self.assertEqual(unique.aggregates["least"].value, 10)
        steps = found["steps"].buckets
        self.assertEqual([step.count for step in steps], [1, 1, 1])
        self.assertEqual([step.aggregates["run"].fn_value for step in steps], [1, 2, 2])

    def test_refuses_with_the_classes_of_the_client(self):
        group = fresh("refused")
        self.records.ingest(alarm(group, group, 1), stream_id=LIVE)
        one, other = alarm(group, group, 2), alarm(fresh("stored"), group, 3)
        twice = [alarm("twice", group, 1), alarm("twice", group, 2)]
        nowhere = alarm("a", group, 1, RecordContainerId(SPACE, "nowhere"))

        taken = self.fails(
            409,
            CogniteDuplicatedError,
            lambda: self.models.streams.create(stream_of(LIVE, "BasicLiveData")),
        )
        self.assertEqual(taken.duplicated, [{"externalId": LIVE}])
        part = self.fails(
            409, CogniteAPIError, lambda: self.records.ingest([one, other], stream_id=LIVE)
        )
        codes = {item["externalId"]: item["code"] for item in part.extra["partial"]}
        self.assertEqual(codes, {group: 409, other.external_id: 202})
        self.assertEqual(severities(self.find(group)), [1, 3])
        self.fails(422, CogniteAPIError, lambda: self.records.upsert(twice, stream_id=LIVE))
        self.fails(422, CogniteAPIError, lambda: self.records.upsert(one, stream_id=ARCHIVE))
        gone = RecordId(SPACE, "a")
        self.fails(422, CogniteAPIError, lambda: self.records.delete(gone, stream_id=ARCHIVE))
        missing = self.fails(
            400, CogniteNotFoundError, lambda: self.records.ingest(nowhere, stream_id=LIVE)
        )
        self.assertEqual(missing.not_found, [{"space": SPACE, "externalId": "nowhere"}])
        self.fails(
            404, CogniteNotFoundError, lambda: self.records.filter(stream_id="not-there", limit=1)
        )
        bad = self.fails(
            400, CogniteAPIError, lambda: self.records.ingest(alarm("a", 7, 1), stream_id=LIVE)
        )
        self.assertTrue(bad.x_request_id)

    def test_names_what_is_wrong_with_a_space(self):
        long = SpaceApply(SPACE, name="n" * 256)

        error = self.fails(400, CogniteAPIError, lambda: self.models.spaces.apply(long))

        self.assertEqual(
            error.message,
            "Request had 1 constraint violations. Please fix the request and try again."
            " [name size must be between 0 and 255]",
        )

    def test_logs_in_by_client_credentials(self):
        known = client(robot("dev"))

        self.assertEqual(known.data_modeling.streams.retrieve(LIVE).external_id, LIVE)
        self.assertEqual([one.url_name for one in known.iam.token.inspect().projects], ["dev"])
        with self.assertRaises(CogniteOAuthError):
            client(robot("wrong")).data_modeling.streams.list()

    def test_refuses_strangers(self):
        stranger, elsewhere = client(Token("wrong")), client(project="elsewhere")

        with self.assertRaises(CogniteProjectAccessError):
            stranger.data_modeling.streams.list()
        self.fails(403, CogniteAPIError, elsewhere.data_modeling.streams.list)

    def xrpc(self, method, token=None, **body):
        headers = {"content-type": "application/json"}
        if token:
            headers["authorization"] = "Bearer " + token
        data = json.dumps(body).encode()
        url = f"{BASE_URL}/xrpc/com.atproto.{method}"
        with urlopen(Request(url, data, headers)) as answer:
            return json.load(answer)

    def test_reads_records_of_the_at_protocol(self):
        alice = self.xrpc("server.createSession", identifier="alice.test", password="password")
        value = {"status": fresh("read"), "createdAt": "2026-01-31T08:00:00.123456Z"}
        made = self.xrpc(
            "repo.createRecord",
            alice["accessJwt"],
            repo=alice["did"],
            collection="xyz.statusphere.status",
            record=value,
        )

        stream, container = "at-xyz_statusphere_status", RecordContainerId("at", "Status")
        wanted = filters.Equals(["at", "Status", "status"], value["status"])
        asked = {"stream_id": stream, "filter": wanted}
        found = self.records.filter(
            sources=[RecordSourceSelector(source=container, properties=["*"])], **asked
        )
        total = self.records.aggregate(aggregates={"n": {"count": {}}}, **asked)

        self.assertEqual(
            [(one.space, one.external_id) for one in found],
            [("at", alice["did"] + "/" + made["uri"].rsplit("/", 1)[1])],
        )
        self.assertEqual(
            found[0].properties["at"]["Status"],
            {"status": value["status"], "createdAt": "2026-01-31T08:00:00.123Z"},
        )
        self.assertEqual(total["n"].value, 1)
        self.assertEqual(self.models.streams.retrieve(stream).type, "Mutable")
        self.assertEqual(self.models.containers.retrieve(("at", "Status")).used_for, "record")
        self.fails(
            422,
            CogniteAPIError,
            lambda: self.records.upsert(alarm("mine", "mine", 1), stream_id=stream),
        )

    def test_follows_records_of_the_at_protocol(self):
        alice = self.xrpc("server.createSession", identifier="alice.test", password="password")
        own, kind = {"repo": alice["did"]}, {"collection": "xyz.statusphere.status"}

        def write(number):
            value = {"status": fresh("sync"), "createdAt": f"2026-02-01T08:00:0{number}Z"}
            made = self.xrpc(
                "repo.createRecord", alice["accessJwt"], **own, **kind, record=value
            )
            return made["uri"].rsplit("/", 1)[1]

        def sync(**begin):
            pages = self.records.sync(
                stream_id="at-xyz_statusphere_status",
                sources=[
                    RecordSourceSelector(RecordContainerId("at", "Status"), properties=["*"])
                ],
                chunk_size=2,
                **begin,
            )
            return [page for page in pages]

        def told(pages):
            mine = alice["did"] + "/"
            return [
                (one.external_id.removeprefix(mine), one.status)
                for page in pages
                for one in page
                if one.external_id.startswith(mine)
            ]

        keys = [write(number) for number in range(3)]
        pages = sync(initialize_cursor="9999d-ago")
        self.assertEqual(
            [change for change in told(pages) if change[0] in keys],
            [(key, "created") for key in keys],
        )

        self.xrpc("repo.deleteRecord", alice["accessJwt"], **own, **kind, rkey=keys[1])
        late = write(4)
        later = sync(cursor=pages[-1].cursor)
        self.assertEqual(told(later), [(keys[1], "deleted"), (late, "created")])
        self.assertEqual(told(sync(cursor=later[-1].cursor)), [])
        self.fails(400, CogniteAPIError, lambda: sync(cursor="made-up"))

    def test_takes_back_what_was_declared(self):
        space, stream = "py_taken_back", "py-taken-back"
        self.models.spaces.apply(SpaceApply(space))
        self.models.streams.create(stream_of(stream, "BasicArchive"))

        self.assertEqual(self.models.spaces.delete(space), [space])
        self.models.streams.delete(stream)
        self.models.streams.delete(stream)

        self.assertIsNone(self.models.spaces.retrieve(space))
        self.assertIsNone(self.models.streams.retrieve(stream))


if __name__ == "__main__":
    unittest.main()
