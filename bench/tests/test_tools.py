"""The load finds each planted fault, the node's counts add up, and both floors pass what the load checks."""

import os
import subprocess
import tempfile
import time
import unittest

from harness import cases, processes, tools, traffic
from tests.liar import Liar

CALLS = [
    (1, cases.BALANCE_NEW),
    (1, cases.batch(cases.BALANCE_SETTLED, 3)),
    (1, cases.large(4096, 1)),
    (1, cases.ETHEREUM_HIT % 7),
]


class ToolsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        tools.build()
        cls.folder = tempfile.TemporaryDirectory()
        cls.log = os.path.join(cls.folder.name, "log")
        cls.core = min(os.sched_getaffinity(0))
        cls.node = traffic.Node(cls.core, cls.log)

    @classmethod
    def tearDownClass(cls):
        cls.node.end()
        cls.folder.cleanup()

    def test_a_peer_that_there_is_not_ends_the_run(self):
        cases.known_peers(["headgate", "nginx-lua"])
        with self.assertRaises(SystemExit):
            cases.known_peers(["nosuch"])

    def load(self, port, lines, *more):
        case = cases.Case("test", "test", [], lines).write(self.folder.name)
        words = ["--port", port, "--case", case, "--connections", 4, "--seconds", 20, "--requests", 60, *more]
        load = traffic.Load(self.core, self.log, words)
        report = load.run()
        load.close()
        return report

    def floor(self, *words):
        process = processes.Process([tools.path("floor"), *map(str, words)], self.core, self.log, stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.end)
        self.addCleanup(process.popen.stdout.close)
        return int(process.popen.stdout.readline().split()[1])

    def lied(self, lines=None, **lie):
        liar = Liar(self.node, **lie)
        self.addCleanup(liar.end)
        return self.load(liar.port, lines or [(1, cases.BALANCE_NEW)])

    def test_the_node_answers_what_the_load_expects_and_counts_each_call(self):
        before = self.node.counts()
        report = self.load(self.node.port, CALLS)
        after = self.node.counts()
        self.assertEqual((report["requests"], report["errors"]), (60, 0))
        self.assertEqual(report["calls"], 15 + 3 * 15 + 15 + 15)
        self.assertEqual(after["icx_getBalance"] - before.get("icx_getBalance", 0), 60)
        self.assertEqual(after["icx_call"] - before.get("icx_call", 0), 15)
        self.assertEqual(after["requests"] - before["requests"], 60)

    def test_a_height_in_the_params_changes_no_answer(self):
        call = '{"jsonrpc":"2.0","id":1,"method":"icx_getBalance","params":{"address":"hx1"%s}}'
        self.assertEqual(self.node.result(call % ""), self.node.result(call % ',"height":"0x7"'))
        self.assertNotEqual(self.node.result(call % ""), self.node.result(call % ',"other":"0x7"'))

    def test_the_head_grows_and_blocks_link(self):
        def block(height):
            call = '{"jsonrpc":"2.0","id":1,"method":"icx_getBlockByHeight","params":{"height":"%s"}}'
            return self.node.json(call % hex(height))["result"]

        head = int(self.node.json('{"jsonrpc":"2.0","id":1,"method":"icx_getNetworkInfo"}')["result"]["latest"], 16)
        self.assertEqual(block(head)["prev_block_hash"], block(head - 1)["block_hash"])
        self.assertEqual(block(head)["time_stamp"] - block(head - 1)["time_stamp"], 2_000_000)

    def test_the_forwarder_passes_all_on(self):
        before = self.node.counts()["requests"]
        report = self.load(self.floor("forward", self.node.port), CALLS)
        self.assertEqual((report["requests"], report["errors"]), (60, 0))
        self.assertEqual(self.node.counts()["requests"] - before, 60)

    def test_the_responder_gives_its_answer_with_each_id(self):
        result = os.path.join(self.folder.name, "result")
        with open(result, "w", encoding="ascii") as file:
            file.write('{"a":[1]}')
        port = self.floor("answer", result)
        report = self.load(port, CALLS, "--result", result)
        self.assertEqual((report["requests"], report["errors"]), (60, 0))
        self.assertEqual(self.load(port, CALLS)["wrongResult"], 60)

    def test_a_wrong_id_is_found(self):
        def change(answer):
            return {**answer, "id": 7}

        self.assertEqual(self.lied(change=change)["wrongId"], 60)

    def test_a_number_for_a_string_is_a_wrong_id(self):
        def change(answer):
            return {**answer, "id": str(answer["id"])}

        self.assertEqual(self.lied(change=change)["wrongId"], 30)

    def test_a_wrong_result_is_found(self):
        def change(answer):
            return {**answer, "result": answer["result"] + "0"}

        self.assertEqual(self.lied(change=change)["wrongResult"], 60)

    def test_a_batch_in_another_order_is_found(self):
        lines = [(1, cases.batch(cases.BALANCE_NEW, 3))]
        self.assertEqual(self.lied(lines)["errors"], 0)
        report = self.lied(lines, change=lambda answers: answers[::-1])
        self.assertEqual(report["errors"], 60)

    def test_a_batch_that_lacks_an_answer_is_found(self):
        lines = [(1, cases.batch(cases.BALANCE_NEW, 3))]
        self.assertEqual(self.lied(lines, change=lambda answers: answers[:2])["wrongResult"], 60)

    def test_another_status_is_found(self):
        self.assertEqual(self.lied(status=400)["wrongStatus"], 60)

    def test_an_answer_without_a_length_is_found(self):
        report = self.lied(chunked=True)
        self.assertEqual(report["requests"], 0)
        self.assertGreaterEqual(report["wrongFrame"], 1)

    def test_an_open_loop_counts_from_when_a_request_was_due(self):
        # One connection and a server that takes 10 ms for each of 1,000 a second: the queue grows, and so does the latency.
        liar = Liar(self.node, change=lambda answer: (time.sleep(0.01), answer)[1])
        self.addCleanup(liar.end)
        report = self.load(liar.port, [(1, cases.BALANCE_NEW)], "--rate", 1000, "--connections", 1, "--requests", 30)
        self.assertEqual(report["errors"], 0)
        self.assertGreater(report["maxMicros"], 200_000)
