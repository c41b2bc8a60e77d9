package headgate.simulation.caller;

import headgate.simulation.chain.Transactions;

/** One call that a caller can make. */
public sealed interface Question {
  /** No height is named: it is left to the gateway. */
  long OPEN = -1;

  /** Its method, as it is written in the envelope. */
  String method();

  /** Its params, in JSON. */
  String params();

  /**
   * What an account holds.
   *
   * @param height {@link #OPEN}, or the height that the caller names
   */
  record Balance(int account, long height) implements Question {
    @Override
    public String method() {
      return "icx_getBalance";
    }

    @Override
    public String params() {
      return "{\"address\":\"%s\"%s}".formatted(address("hx", account), named(height));
    }
  }

  /** All there is. */
  record Supply() implements Question {
    @Override
    public String method() {
      return "icx_getTotalSupply";
    }

    @Override
    public String params() {
      return "{}";
    }
  }

  /** A question to a contract, which says what {@link Balance} would. */
  record Contract(int account) implements Question {
    @Override
    public String method() {
      return "icx_call";
    }

    @Override
    public String params() {
      return contract(account, "balance");
    }
  }

  /** A question that a contract refuses to answer. */
  record Revert(int account) implements Question {
    @Override
    public String method() {
      return "icx_call";
    }

    @Override
    public String params() {
      return contract(account, "revert");
    }
  }

  /** A question that breaks every node's connection. */
  record Poison(int account) implements Question {
    @Override
    public String method() {
      return "icx_call";
    }

    @Override
    public String params() {
      return contract(account, "poison");
    }
  }

  /** The newest block. */
  record LastBlock() implements Question {
    @Override
    public String method() {
      return "icx_getLastBlock";
    }

    @Override
    public String params() {
      return "{}";
    }
  }

  /** The block of a height. */
  record BlockAt(long height) implements Question {
    @Override
    public String method() {
      return "icx_getBlockByHeight";
    }

    @Override
    public String params() {
      return "{\"height\":\"0x%x\"}".formatted(height);
    }
  }

  /** The block with a hash, of the height that its asker knows it to have. */
  record BlockNamed(String hash, long height) implements Question {
    @Override
    public String method() {
      return "icx_getBlockByHash";
    }

    @Override
    public String params() {
      return "{\"hash\":\"0x%s\"}".formatted(hash);
    }
  }

  /** What the chain says of itself. */
  record AboutNetwork() implements Question {
    @Override
    public String method() {
      return "icx_getNetworkInfo";
    }

    @Override
    public String params() {
      return "{}";
    }
  }

  /** Sends a transaction, or that and waits for its result. */
  record Send(Transactions.Signed transaction, boolean waits) implements Question {
    @Override
    public String method() {
      return waits ? "icx_sendTransactionAndWait" : "icx_sendTransaction";
    }

    @Override
    public String params() {
      return transaction.params();
    }
  }

  /** The result of a transaction. */
  record ResultOf(String transaction) implements Question {
    @Override
    public String method() {
      return "icx_getTransactionResult";
    }

    @Override
    public String params() {
      return hash(transaction);
    }
  }

  /** The same, as soon as it is there. */
  record WaitFor(String transaction) implements Question {
    @Override
    public String method() {
      return "icx_waitTransactionResult";
    }

    @Override
    public String params() {
      return hash(transaction);
    }
  }

  /** A transaction. */
  record TransactionOf(String transaction) implements Question {
    @Override
    public String method() {
      return "icx_getTransactionByHash";
    }

    @Override
    public String params() {
      return hash(transaction);
    }
  }

  /** A method that there is not. */
  record Unknown() implements Question {
    @Override
    public String method() {
      return "icx_getWeather";
    }

    @Override
    public String params() {
      return "{}";
    }
  }

  private static String address(String kind, int account) {
    return "%s%040x".formatted(kind, account);
  }

  private static String named(long height) {
    return height == OPEN ? "" : ",\"height\":\"0x%x\"".formatted(height);
  }

  private static String contract(int account, String method) {
    return "{\"to\":\"%s\",\"dataType\":\"call\",\"data\":{\"method\":\"%s\"}}"
        .formatted(address("cx", account), method);
  }

  private static String hash(String transaction) {
    return "{\"txHash\":\"%s\"}".formatted(transaction);
  }
}
