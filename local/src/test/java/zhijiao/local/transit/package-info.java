/** How fast people really get from one camera to another. */
package zhijiao.local.transit;
