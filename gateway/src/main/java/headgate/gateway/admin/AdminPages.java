package headgate.gateway.admin;

import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;
import java.net.InetAddress;

/** What an admin port answers once a request was found to be meant for it. */
@FunctionalInterface
interface AdminPages {
  /** The answer to a request from that address. */
  AdminReply reply(AdminRequest request, InetAddress from);
}
