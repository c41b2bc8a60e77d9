package headgate.devnode.stream;

import headgate.devnode.block.Block;
import headgate.devnode.block.Receipt;
import headgate.devnode.json.Json;
import java.util.List;

/** What a subscriber asked for: from which height on, and what it gets of each block. */
interface Subscription {
  /** The first height that is wanted. */
  long start();

  /** The messages about a block; the receipts are those of the block before it. */
  List<Json> messages(Block block, List<Receipt> receipts);
}
