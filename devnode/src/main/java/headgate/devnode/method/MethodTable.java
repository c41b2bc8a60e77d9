package headgate.devnode.method;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The methods that one API path knows, and which of them run as notifications too. */
public final class MethodTable {
  /** {@code /api/v3}. */
  public static final MethodTable ICX = icx();

  /** {@code /api/v3d}. */
  public static final MethodTable DEBUG = debug();

  /** {@code /api/rosetta}: there, but no method of it is modelled. */
  public static final MethodTable ROSETTA = new MethodTable(Map.of(), Set.of());

  private final Map<String, Method> methods;
  private final Set<String> asNotification;

  private MethodTable(Map<String, Method> methods, Set<String> asNotification) {
    this.methods = Map.copyOf(methods);
    this.asNotification = Set.copyOf(asNotification);
  }

  private static MethodTable icx() {
    var methods = new TreeMap<String, Method>();
    BlockMethods.register(methods);
    NetworkMethods.register(methods);
    AccountMethods.register(methods);
    TransactionMethods.register(methods);
    WaitMethods.register(methods);
    CallMethods.register(methods);
    DataMethods.register(methods);
    ProofMethods.register(methods);
    BtpMethods.register(methods);
    return new MethodTable(methods, Set.of("icx_sendTransaction", "icx_sendTransactionAndWait"));
  }

  private static MethodTable debug() {
    var methods = new TreeMap<String, Method>();
    DebugMethods.register(methods);
    return new MethodTable(methods, Set.of());
  }

  public Optional<Method> find(String name) {
    return Optional.ofNullable(methods.get(name));
  }

  public boolean runsAsNotification(String name) {
    return asNotification.contains(name);
  }
}
