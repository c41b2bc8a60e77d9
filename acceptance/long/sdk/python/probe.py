"""Makes a fixed set of calls with the unmodified Python SDK and prints what it saw as one JSON line.

usage: probe.py URL PRIVATE_KEY NID, where URL ends before /api/v3
"""
import json
import re
import sys
import time

from iconsdk.builder.call_builder import CallBuilder
from iconsdk.builder.transaction_builder import TransactionBuilder
from iconsdk.exception import JSONRPCException
from iconsdk.icon_service import IconService
from iconsdk.providers.http_provider import HTTPProvider
from iconsdk.signed_transaction import SignedTransaction
from iconsdk.wallet.wallet import KeyWallet

URL, KEY, NID = sys.argv[1:4]
RECEIVER = "hx" + "1" * 40
SYSTEM = "cx" + "0" * 40
service = IconService(HTTPProvider(URL, 3))
wallet = KeyWallet.load(bytes.fromhex(KEY))


def refused(call):
    try:
        call()
        return {"refused": False}
    except JSONRPCException as error:
        return {"refused": True, "text": str(error.message)}


def transfer(at_seconds):
    transaction = (
        TransactionBuilder()
        .from_(wallet.get_address())
        .to(RECEIVER)
        .value(10**18)
        .step_limit(1_000_000)
        .nid(int(NID, 16))
        .nonce(1)
        .version(3)
        .timestamp(int(at_seconds * 1_000_000))
        .build()
    )
    return SignedTransaction(transaction, wallet)


def result(transaction_hash):
    for _ in range(100):
        try:
            return service.get_transaction_result(transaction_hash)
        except JSONRPCException:
            time.sleep(0.1)
    raise SystemExit("no result for " + transaction_hash)


before = service.get_balance(RECEIVER)
sent = service.send_transaction(transfer(time.time()))
outcome = result(sent)
after = service.get_balance(RECEIVER)
print(
    json.dumps(
        {
            "untouched": str(service.get_balance("hx" + "2" * 40)),
            "revision": service.call(CallBuilder().to(SYSTEM).method("getRevision").build()),
            "hashLooksRight": bool(re.fullmatch("0x[0-9a-f]{64}", sent)),
            "status": str(outcome["status"]),
            "gained": str(after - before),
            "firstBlock": service.get_block(1)["block_hash"],
            "notFound": refused(lambda: service.get_block("0x" + "ab" * 32)),
            "expired": refused(lambda: service.send_transaction(transfer(time.time() - 3600)))["refused"],
            "badContract": refused(
                lambda: service.call(CallBuilder().to(SYSTEM).method("noSuchMethod").build())
            ),
        }
    )
)
