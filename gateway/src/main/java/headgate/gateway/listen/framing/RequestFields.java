package headgate.gateway.listen.framing;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;

/**
 * The fields of a request, of which no two are its length.
 *
 * <p>Of HTTP/1.0 the codec takes the first of several lengths, and has forgotten the others by the
 * time that a head is whole, where another reader may take the last (RFC 9112, section 6.3). So
 * they are refused as they are added.
 */
final class RequestFields extends DefaultHttpHeaders {
  /** Makes fields for the decoder, names and values being checked as usual. */
  static final HttpHeadersFactory FACTORY =
      new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
          return new RequestFields();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
          return new RequestFields();
        }
      };

  private static final DefaultHttpHeadersFactory USUAL = DefaultHttpHeadersFactory.headersFactory();

  private RequestFields() {
    super(USUAL.getNameValidator(), USUAL.getValueValidator());
  }

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    if (HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
        && contains(HttpHeaderNames.CONTENT_LENGTH)) {
      throw new IllegalArgumentException("more than one length");
    }
    return super.add(name, value);
  }
}
