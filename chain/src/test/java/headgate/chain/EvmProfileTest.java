package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.error.ErrorMeaning;
import headgate.chain.hash.TransactionHashing;
import headgate.chain.head.IdentityProbe;
import headgate.chain.method.CacheScope;
import headgate.chain.method.FieldPath;
import headgate.chain.method.HeightTag;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import org.junit.jupiter.api.Test;

class EvmProfileTest {

  private static final ChainProfile EVM = ChainProfiles.builtIn("evm");

  private static MethodProfile method(String name) {
    return EVM.methods().named(name).orElseThrow();
  }

  @Test
  void positionalParametersAreNumbers() {
    assertThat(method("eth_getBalance").height()).isEqualTo(FieldPath.parse("1"));
    assertThat(method("eth_getBalance").pinned()).isTrue();
    assertThat(method("eth_getBlockByNumber").height()).isEqualTo(FieldPath.parse("0"));
  }

  @Test
  void latestIsTheHeadAndOtherMovingWordsAreNeverKept() {
    assertThat(EVM.heightTags())
        .containsEntry("latest", new HeightTag.Head())
        .containsEntry("earliest", new HeightTag.At(0))
        .containsEntry("pending", new HeightTag.Uncached())
        .containsEntry("safe", new HeightTag.Uncached())
        .containsEntry("finalized", new HeightTag.Uncached());
  }

  @Test
  void aHeightIsSettledOnlyWhenItIsDeep() {
    assertThat(method("eth_getBlockByNumber").settledAfter()).isEqualTo(64);
    assertThat(method("eth_getTransactionReceipt").scope()).isEqualTo(CacheScope.IMMUTABLE);
    assertThat(method("eth_getTransactionReceipt").settledAfter()).isEqualTo(64);
  }

  @Test
  void theNetworkIsToldByASecondCall() {
    assertThat(EVM.head().method()).isEqualTo("eth_blockNumber");
    assertThat(EVM.head().height()).isEqualTo(FieldPath.WHOLE);
    assertThat(EVM.head().network()).isNull();
    assertThat(EVM.head().identity())
        .isEqualTo(new IdentityProbe("eth_chainId", null, FieldPath.WHOLE));
    assertThat(EVM.head().block().paramsAt(17)).isEqualTo("[\"0x11\", false]");
  }

  @Test
  void aRawTransactionIsTheOnlyWrite() {
    assertThat(EVM.hashing()).isEqualTo(TransactionHashing.EVM_KECCAK);
    assertThat(
            EVM.methods().all().stream()
                .filter(method -> method.methodClass() == MethodClass.WRITE)
                .map(MethodProfile::name))
        .containsExactly("eth_sendRawTransaction");
    assertThat(EVM.errors().match(-32000, "already known").means())
        .isEqualTo(ErrorMeaning.ACCEPTED);
  }

  @Test
  void accountsAreAnsweredByTheGateway() {
    assertThat(method("eth_accounts").methodClass()).isEqualTo(MethodClass.LOCAL);
    assertThat(method("eth_accounts").answer()).isEqualTo("[]");
  }
}
