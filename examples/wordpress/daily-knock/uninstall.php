<?php
/**
 * Runs when the plugin is deleted.
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'daily_knock_room_hosts' );
