@org.jspecify.annotations.NullMarked
package headgate.cli.rehearse;
