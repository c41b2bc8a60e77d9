package headgate.gateway.listen.answer;

/**
 * How an answer begins.
 *
 * @param status the HTTP status
 * @param length how many bytes its chunks will have together; with 0 no content type is sent
 * @param retryAfterSeconds sent as {@code Retry-After} where above 0
 * @param fields more header lines of our own, each with its line end
 */
public record AnswerStart(int status, long length, int retryAfterSeconds, String fields) {}
