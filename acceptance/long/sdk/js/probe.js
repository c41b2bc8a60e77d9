// Makes a fixed set of calls with the unmodified JavaScript SDK and prints what it saw as one JSON line.
// usage: node probe.js URL PRIVATE_KEY NID
const sdk = require("icon-sdk-js");
const IconService = sdk.default || sdk;
const { HttpProvider, IconWallet, IconBuilder, IconConverter, SignedTransaction } = IconService;

const [url, key, nid] = process.argv.slice(2);
const service = new IconService(new HttpProvider(url));
const wallet = IconWallet.loadPrivateKey(key);
const receiver = "hx" + "1".repeat(40);
const system = "cx" + "0".repeat(40);

async function refused(call) {
  try {
    await call();
    return { refused: false };
  } catch (error) {
    const body = error && error.error ? error.error : error;
    return { refused: true, text: String(body.message || body) };
  }
}

function transfer(timestampMs) {
  const transaction = new IconBuilder.IcxTransactionBuilder()
    .from(wallet.getAddress())
    .to(receiver)
    .value(IconConverter.toBigNumber("1000000000000000000"))
    .stepLimit(IconConverter.toBigNumber(1000000))
    .nid(IconConverter.toBigNumber(nid))
    .nonce(IconConverter.toBigNumber(1))
    .version(IconConverter.toBigNumber(3))
    .timestamp(timestampMs * 1000)
    .build();
  return new SignedTransaction(transaction, wallet);
}

async function result(hash) {
  for (let turn = 0; turn < 100; turn++) {
    try {
      return await service.getTransactionResult(hash).execute();
    } catch (error) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error("no result for " + hash);
}

async function main() {
  const richest = "hx" + "2".repeat(40);
  const revision = await service
    .call(new IconBuilder.CallBuilder().to(system).method("getRevision").build())
    .execute();
  const before = await service.getBalance(receiver).execute();
  const hash = await service.sendTransaction(transfer(Date.now())).execute();
  const outcome = await result(hash);
  const after = await service.getBalance(receiver).execute();
  const block = await service.getBlockByHeight(IconConverter.toBigNumber(1)).execute();
  console.log(
    JSON.stringify({
      untouched: (await service.getBalance(richest).execute()).toString(10),
      revision,
      hashLooksRight: /^0x[0-9a-f]{64}$/.test(hash),
      status: String(outcome.status),
      gained: after.minus(before).toString(10),
      firstBlock: block.blockHash,
      notFound: await refused(() => service.getBlockByHash("0x" + "ab".repeat(32)).execute()),
      expired: (await refused(() => service.sendTransaction(transfer(Date.now() - 3600000)).execute())).refused,
      badContract: await refused(() =>
        service.call(new IconBuilder.CallBuilder().to(system).method("noSuchMethod").build()).execute()
      ),
    })
  );
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
