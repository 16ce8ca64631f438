<?php
/**
 * Plugin Name: daily-knock
 * Description: Daily's knocking as elements that every author may use. Brings the script to the pages that have one.
 * Version: 1.0.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT
 *
 * Beside this file belongs the folder dist/ of daily-knock.
 */

defined( 'ABSPATH' ) || exit;

/** The elements and what authors may say with them. An owner's token is not among it: whoever reads the page could read it. */
const DAILY_KNOCK_ATTRIBUTES = array(
	'daily-knock-form'   => array( 'room-url', 'user-name', 'start-video-off', 'start-audio-off', 'connect-timeout', 'alerts', 'answer-timeout', 'auto-knock' ),
	'daily-owner-room'   => array( 'room-url', 'user-name', 'start-video-off', 'start-audio-off', 'connect-timeout', 'alerts', 'decision-timeout', 'auto-join' ),
	'daily-waiting-list' => array( 'for' ),
	'daily-video-tile'   => array( 'for', 'session-id', 'muted', 'no-mirror', 'fit' ),
);

/** What may stand in an element's slots. */
const DAILY_KNOCK_SLOTTED = array( 'span', 'p', 'div', 'h2', 'h3', 'strong', 'em' );

// Who has no "unfiltered_html" may write these tags as well.
add_filter(
	'wp_kses_allowed_html',
	function ( $tags, $context ) {
		if ( 'post' !== $context ) {
			return $tags;
		}
		foreach ( DAILY_KNOCK_ATTRIBUTES as $tag => $attributes ) {
			$tags[ $tag ] = array_fill_keys( array_merge( $attributes, array( 'id', 'class', 'lang', 'dir', 'slot' ) ), true );
		}
		foreach ( DAILY_KNOCK_SLOTTED as $tag ) {
			$tags[ $tag ] = array_merge( $tags[ $tag ] ?? array(), array( 'slot' => true ) );
		}
		return $tags;
	},
	10,
	2
);

// [daily-knock room="https://your-team.daily.co/your-room"] for guests; with side="owner" for the owner.
add_shortcode(
	'daily-knock',
	function ( $given ) {
		$given = shortcode_atts( array( 'room' => '', 'side' => 'guest' ), $given, 'daily-knock' );
		$tag   = 'owner' === $given['side'] ? 'daily-owner-room' : 'daily-knock-form';
		return sprintf( '<%1$s room-url="%2$s"></%1$s>', $tag, esc_url( $given['room'], array( 'https' ) ) );
	}
);

/** The address of a file of dist/. */
function daily_knock_url( $file ) {
	return plugins_url( 'dist/' . $file, __FILE__ );
}

/** What each script must be, by its name in dist/. */
function daily_knock_integrity() {
	$file = __DIR__ . '/dist/integrity.json';
	return is_readable( $file ) ? (array) json_decode( file_get_contents( $file ), true ) : array();
}

// The script, in pages that have one of the elements. Late, so that shortcodes have become elements.
add_filter(
	'the_content',
	function ( $content ) {
		if ( preg_match( '/<daily-(?:knock-form|owner-room|waiting-list|video-tile)\b/', $content ) ) {
			// Without a version: a second address would be a second copy.
			wp_enqueue_script( 'daily-knock', daily_knock_url( 'daily-knock.js' ), array(), null, true );
		}
		return $content;
	},
	99
);

// It is a module, and guarded with all that it imports: an import map comes before the first module.
add_filter(
	'script_loader_tag',
	function ( $tag, $handle, $src ) {
		if ( 'daily-knock' !== $handle ) {
			return $tag;
		}
		$hashes = daily_knock_integrity();
		$map    = array();
		foreach ( $hashes as $file => $hash ) {
			if ( preg_match( '#^(daily-js\.js|daily-knock-.*|languages/.*)$#', $file ) ) {
				$map[ daily_knock_url( $file ) ] = $hash;
			}
		}
		$guard = isset( $hashes['daily-knock.js'] ) ? sprintf( ' integrity="%s" crossorigin="anonymous"', esc_attr( $hashes['daily-knock.js'] ) ) : '';
		return ( $map ? '<script type="importmap">' . wp_json_encode( array( 'integrity' => $map ) ) . "</script>\n" : '' )
			. sprintf( "<script type=\"module\" src=\"%s\"%s></script>\n", esc_url( $src ), $guard );
	},
	10,
	3
);
